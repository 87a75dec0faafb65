import Allocation
import Diagnostics
import Foundation
import Postgres

/// What the database refuses, in words: its own sentence in Chinese, the catalogue's in English, then the facts that came with it.
struct RefusalText {
  let error: PostgresError
  let language: Language

  var text: String {
    let code = error.sqlState ?? ""
    let sentence = language(error.message, inEnglish ?? Self.english[code] ?? error.message)
    var lines = ["[\(code)] \(sentence)"]
    if let detail = error.detail { lines += facts(detail) }
    // The database's own hints are in Chinese.
    if let hint = language == .chinese ? error.hint : Self.englishHints[code] { lines.append(language("处理办法：", "What to do: ") + hint) }
    return lines.joined(separator: "\n")
  }

  /// The sentence that the database gave in English beside its message (`core.in_english`), as a sentence.
  private var inEnglish: String? {
    // Details of PostgreSQL's own errors are plain text; only ours are JSON, and who has no sentence gets that of the code.
    guard let detail = error.detail, let object = try? JSONSerialization.jsonObject(with: Data(detail.utf8)) as? [String: Any],
      let sentence = object["en"] as? String
    else { return nil }
    // A code at the beginning stays as it is typed.
    let isWord = sentence.prefix { $0 != " " }.allSatisfy(\.isLetter)
    return (isWord ? sentence.prefix(1).uppercased() + sentence.dropFirst() : sentence) + (sentence.hasSuffix(".") ? "" : ".")
  }

  private static let englishHints = [
    "YS002": "Quantities are whole ten-thousandths of the unit; factors and regions by code.",
    "YS003": "Retry with the same content, or give the other event a key of its own.",
    "YS004": "Check the business date; see yaosu policy show.",
    "YS005": "See yaosu report pool_balance and project_holding; wait for a deposit, borrow, or reclaim.",
    "YS006": "Unfreeze first: yaosu ledger unfreeze.", "YS007": "Register it first: rows of kind “expected” in yaosu import quota.",
    "YS008": "The cap is the expected yearly plan times advance_cap.", "YS009": "After the business date, within loan_max_days.",
    "YS011": "The limit is the policy parameter loan_limit.", "YS012": "See yaosu report loans.",
    "YS014": "See the stage in yaosu project show.",
    "YS015": "What is used can't be reclaimed; see yaosu report project_holding.", "YS016": "See yaosu ledger history.",
    "YS017": "A loan is returned, a freeze is lifted; a correction is not corrected: book again.", "YS019": "Reclaim or return it first.",
    "YS021": "Book a deposit.", "YS102": "See yaosu plan list.",
    "YS103": "Let the change become a fact (new policy version, deposit, reclaim), then run the scenario again.",
    "YS104": "Run the scenario again: the new plan sees pools and projects as they are now.", "YS105": "yaosu plan adopt RUN first.",
    "YS106": "given_up, false_information, stalled or other.", "YS107": "yaosu project list --search finds codes.",
    "YS109": "yaosu plan certificate RUN tells where; run the scenario again.",
    "YS110": "Change these projects in the library to the form that was chosen, then run the scenario without these variants.",
    "YS205": "yaosu project list --search finds codes.", "YS206": "Begin the procedure that gives this stage: yaosu case start.",
    "YS301": "Name the person, a reason, a day as 2026-07-01.", "YS302": "See yaosu officer list and yaosu officer units.",
    "YS303": "See yaosu procedure list; yaosu procedure load takes files in.",
    "YS304": "A changed procedure is a new version with a later first day; yaosu procedure check tells the lines.",
    "YS305": "The case that is open must end first, or the project must be in the stage and scope of the procedure.",
    "YS306": "See yaosu inbox --as PERSON.", "YS307": "See yaosu case show.", "YS309": "See yaosu procedure show.",
    "YS310": "See yaosu procedure show for the fields of the form.", "YS311": "Ask for a later day before it: yaosu case verb TASK extend.",
    "YS313": "Somebody else must approve what this person proposed.", "YS315": "Retry with the same content, or use another key.",
    "YS317": "Ask for unlocking: yaosu case start unlock-month.", "YS318": "See yaosu meeting list and yaosu meeting show.",
    "YS320": "Take the project out of the file.", "YS407": "See the lists of the console, or yaosu account list.",
    "YS408": "Another person has to approve.", "YS410": "Wait for what is under way, or end some of it.",
  ]

  /// A detail is a JSON object of names and values; whole numbers under these names are ten-thousandths of a unit.
  private static let quantities: Set<String> = [
    "available", "asked", "quantity", "outstanding", "owed", "cap", "advanced", "expected", "granted", "reserved", "balance", "city",
    "county", "pool",
  ]
  /// Not worth a line: the program's own numbering.
  private static let hidden: Set<String> = ["n", "en"]
  /// Lists of faults that are sentences already, in the one language and the other.
  private static let lists: [String: Language] = ["faults": .chinese, "faults_en": .english]
  /// Facts that are shown; the rest of a long list is in the error's own detail.
  private static let limit = 20

  private func facts(_ detail: String) -> [String] {
    // Details that aren't JSON are text for people already.
    guard let object = try? JSONSerialization.jsonObject(with: Data(detail.utf8)) else { return ["  " + detail] }
    var lines: [String] = []
    flatten(object, "", &lines)
    return lines.count > Self.limit ? Array(lines.prefix(Self.limit)) + ["  … \(lines.count - Self.limit)"] : lines
  }

  private func flatten(_ value: Any, _ name: String, _ lines: inout [String]) {
    switch value {
    case let object as [String: Any]: for (key, value) in object.sorted(by: { $0.key < $1.key }) { flatten(value, key, &lines) }
    case let list as [Any]: for value in list { flatten(value, name, &lines) }
    case is NSNull: break
    case _ where Self.hidden.contains(name): break
    case let fault where Self.lists[name] != nil: if Self.lists[name] == language { lines.append("  \(fault)") }
    default:
      let known = Self.names[name].map { language($0, name) } ?? name
      var text = "\(value)"
      if Self.quantities.contains(name), let number = Int64(text) { text = Quantity(tenThousandths: number).decimal }
      lines.append(known.isEmpty ? "  \(text)" : language("  \(known)：\(text)", "  \(known): \(text)"))
    }
  }

  private static let names = [
    "available": "可用", "asked": "申请", "quantity": "数量", "outstanding": "未还", "owed": "应还", "cap": "上限", "advanced": "已预支",
    "expected": "预计", "granted": "核发", "reserved": "预留", "balance": "余额", "region": "县市区", "factor": "要素", "vintage": "指标年份",
    "project": "项目", "line": "行", "batch": "批号", "key": "业务键", "event": "业务", "date": "日期", "due": "归还日", "loan": "拆借编号",
    "fault": "问题", "lot": "批次", "latest": "最晚",
  ]

  private static let english = [
    "YS001": "Records of the ledger are never changed or deleted; only the functions of schema ledger write.",
    "YS002": "The event is not well formed.", "YS003": "This key was used for an event with other content.",
    "YS004": "No policy version is in force on that date.", "YS005": "Not enough in the pool or account.",
    "YS006": "The pool or project is frozen.", "YS007": "No expected yearly plan is on record, so nothing can be advanced.",
    "YS008": "Above the cap for advances.", "YS009": "The loan's due date is not allowed.", "YS010": "The account refuses this balance.",
    "YS011": "Above what the pool may lend.", "YS012": "There is no such loan.", "YS013": "More is returned than is outstanding.",
    "YS014": "The project is not in the library, or not in reserve (L13, L14).", "YS015": "More is reclaimed than the project has unused.",
    "YS016": "There is no such batch.", "YS017": "This event can't be undone by a correction.", "YS018": "The batch was corrected before.",
    "YS019": "Quota of this batch was used or moved on, so it can't be corrected.", "YS020": "It is not frozen.",
    "YS021": "The yearly plan has come and was settled; nothing more can be advanced.", "YS100": "Records of plans are never changed.",
    "YS101": "The plan does not add up and was not stored.", "YS102": "There is no such run.",
    "YS103": "The run is a rehearsal (policy or supply changed) and can't be adopted.",
    "YS104": "Pools or projects moved since the run in a way that matters; it can't be adopted.",
    "YS105": "The run is not adopted yet.", "YS106": "Unknown cause of a reclaim.", "YS107": "No such project in the library.",
    "YS108": "Compensation wants price, years (1–100) and years used.", "YS109": "The plan's proof doesn't hold; it can't be adopted.",
    "YS110": "The run chose variants of projects that the library has in another form; it can't be adopted.",
    "YS200": "Code and record of entry of a project never change.",
    "YS201": "The import is not well formed.", "YS202": "A project code occurs twice.", "YS203": "A new project lacks name or region.",
    "YS204": "Demand without a project.", "YS205": "No such project in the library.", "YS206": "This stage can't follow that one.",
    "YS210": "The policy has no norms for estimates (norm.*).",
    "YS211": "A rehearsal is never kept.",
    "YS300": "What was done in a case is never changed; undoing is a new entry.",
    "YS301": "Who, when or why is missing or wrong.", "YS302": "There is no such person or unit at work.",
    "YS303": "No version of this procedure is in force on that day.", "YS304": "The procedure can't be taken in.",
    "YS305": "This procedure can't be begun for this project now.", "YS306": "There is no such task.",
    "YS307": "The task can't be done now: it was done, voided or suspended.", "YS308": "This isn't this person's to do.",
    "YS309": "The procedure doesn't have this answer or way.", "YS310": "The form has faults.",
    "YS311": "The deadline has passed; nothing is taken after it.",
    "YS312": "The case is closed.", "YS313": "Who proposed can't approve.",
    "YS314": "The day lies before the task began, or has not come yet.",
    "YS315": "This key was used for something else.", "YS316": "This can't be done with the task now.",
    "YS317": "The month was accepted by the city and is locked.",
    "YS318": "The meeting isn't complete, or is closed.", "YS319": "What the answer would bring about isn't possible.",
    "YS320": "The owner may not enter the library: a false declaration (L29).",
    "YS400": "The security record is never changed.", "YS405": "This isn't this person's to do: it needs another role or unit.",
    "YS406": "What was given isn't complete or not allowed.", "YS407": "There is no such account, session, token, job or proposal.",
    "YS408": "Who proposed can't approve, and only who proposed can withdraw.", "YS409": "It was decided, taken over or turned on before.",
    "YS410": "Too many of these at once for one person.",
  ]
}
