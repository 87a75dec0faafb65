import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Postgres
import Store

/// In whose name a command works with cases.
struct OfficerOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: "Code of the person who works (yaosu officer list). Default: YAOSU_PERSON.")
  var person: String?
  @Option(name: .customLong("today"), help: "Business day (ISO), for rehearsals and late entries. Default: today.")
  var today: String?
  @OptionGroup var database: DatabaseOptions

  func personCode(_ language: Language) throws -> String {
    if let code = person ?? ProcessInfo.processInfo.environment["YAOSU_PERSON"], !code.isEmpty { return code }
    throw CommandError.usage(
      language(
        "请写明由谁办理：--as 人员代码（yaosu officer list 可查），或设置 YAOSU_PERSON。",
        "Say who works: --as PERSON (see yaosu officer list), or set YAOSU_PERSON."))
  }

  func session() throws -> Session {
    let session = try database.migratedSession()
    if let today { try ProcedureStore(session, city: database.city).setToday(today) }
    return session
  }

  func cases(_ language: Language) throws -> CaseStore {
    let (session, person) = (try session(), try personCode(language))
    try OfficeStore(session, city: database.city).require(person)
    return CaseStore(session, city: database.city, person: person)
  }
}

/// For whose eyes a command reads, on which day.
struct ReaderOptions: ParsableArguments {
  @Option(
    name: .customLong("as"), help: "Code of a person: only what this person may see (yaosu officer list). Default: all, or YAOSU_PERSON.")
  var person: String?
  @Option(help: "Business day (ISO) that counts as today. Default: today.")
  var today: String?
  @OptionGroup var database: DatabaseOptions

  func session() throws -> Session {
    let session = try database.migratedSession()
    if let today { try ProcedureStore(session, city: database.city).setToday(today) }
    if let person = person ?? ProcessInfo.processInfo.environment["YAOSU_PERSON"], !person.isEmpty {
      try OfficeStore(session, city: database.city).read(as: person)
    }
    return session
  }
}

/// Why and on which paper, and the key of a retry.
struct ActOptions: ParsableArguments {
  @Option(name: .customLong("set"), help: "Field of the form: field=value; of factors: factors.land=90. May be given several times.")
  var fields: [String] = []
  @Option(name: .customLong("form"), help: "JSON file with the form: {\"field\": \"value\"}.")
  var file: String?
  @Option(help: "Reason, for the history.")
  var reason: String?
  @Option(help: "Document that it rests on.")
  var document: String?
  @Option(help: "Key of this act: the same key with the same content acts once, however often it is sent.")
  var key: String?

  func context(_ officer: OfficerOptions) -> CaseStore.Context {
    CaseStore.Context(date: officer.today, key: key, reason: reason, document: document)
  }

  func content(_ language: Language) throws -> CaseStore.FormContent {
    var content: CaseStore.FormContent = [:]
    if let file {
      do {
        content = try JSONDecoder().decode(CaseStore.FormContent.self, from: Data(contentsOf: URL(filePath: file)))
      } catch is DecodingError {
        throw CommandError.usage(
          language("\(file) 应为 JSON 对象：{\"字段\": \"值\"}，值用引号。", "\(file) should be a JSON object {\"field\": \"value\"}, values as texts."))
      }
    }
    for text in fields {
      guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
        throw CommandError.usage(language("--set 应写成 字段=值，读到“\(text)”。", "--set wants field=value, found “\(text)”."))
      }
      let (name, value) = (String(text[..<mark]), String(text[text.index(after: mark)...]))
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      if parts.count == 2 {
        var table: [String: String] = [:]
        if case .table(let known) = content[parts[0]] { table = known }
        table[parts[1]] = value
        content[parts[0]] = .table(table)
      } else {
        content[name] = .text(value)
      }
    }
    return content
  }
}

/// Says where a case stands after an act.
enum CaseText {
  static func show(_ answer: CaseStore.Answer, _ language: Language, _ words: Glossary) {
    let again = answer.replayed ? language("（同一业务键，已办过）", " (done before under this key)") : ""
    if answer.status == "closed" {
      Terminal.out(
        language("事项 \(answer.case) 已办结：", "case \(answer.case) is closed: ") + words.word(answer.result ?? "", language) + again)
      return
    }
    Terminal.out(
      language("事项 \(answer.case)，第 \(answer.round) 轮\(again)；待办：", "case \(answer.case), round \(answer.round)\(again); waiting:"))
    for task in answer.waiting {
      let due = task.due.map { language("，\($0) 前", ", by \($0)") } ?? ""
      Terminal.out(
        language("  任务 \(task.task) \(task.step) · \(task.unitName)\(due)", "  task \(task.task) \(task.stepCode) · \(task.unit)\(due)"))
    }
  }
}
