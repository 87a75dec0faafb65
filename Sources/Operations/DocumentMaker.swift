public import Diagnostics
import Foundation
public import Postgres
import Procedures
public import Reporting
public import Store

/// Puts papers together from what the database has.
public struct DocumentMaker {
  let session: Session
  let city: String
  let language: Language
  /// The day that is today (ISO) when it isn't.
  let today: String?
  /// Loaded with the first paper.
  var words = Glossary()
  /// Descriptions of reports that a long-running program keeps; nil: asked each time.
  let catalogue: ReportCatalogue?

  public init(session: Session, city: String, language: Language, today: String?, catalogue: ReportCatalogue? = nil) {
    (self.session, self.city, self.language, self.today, self.catalogue) = (session, city, language, today, catalogue)
  }

  var issuer: String { language("聊城市重点项目挂图作战和要素保障指挥部", "Headquarters for key projects and factors, Liaocheng") }
  private var documents: DocumentStore { DocumentStore(session, city: city) }
  var reports: ReportStore { ReportStore(session, city: city, catalogue: catalogue) }

  /// All papers by name.
  public static let names = ["form", "opinions", "public-opinions", "book", "notice", "minutes", "dispatch", "pairs", "bulletin"]

  public func document(_ name: String, _ id: String) throws -> Document {
    var maker = self
    maker.words = try reports.glossary()
    var document = try maker.paper(name, id)
    document.words = maker.words
    return document
  }

  private func paper(_ name: String, _ id: String) throws -> Document {
    switch name {
    case "form": return try form(try number(id))
    case "opinions": return try opinions(try number(id))
    case "public-opinions": return try publicOpinions(try number(id))
    case "book": return try book(id)
    case "notice": return try notice(id)
    case "minutes": return try minutes(try number(id))
    case "dispatch": return try dispatch()
    case "pairs": return try pairs()
    case "bulletin": return try bulletin(id)
    default:
      throw CommandError.usage(
        language(
          "没有文书“\(name)”；可选：\(Self.names.joined(separator: "、"))。", "No paper “\(name)”: \(Self.names.joined(separator: ", "))."))
    }
  }

  private func number(_ text: String) throws -> Int {
    guard let number = Int(text) else {
      throw CommandError.usage(language("编号应为数字，读到“\(text)”。", "The number should be one, found “\(text)”."))
    }
    return number
  }

  private func form(_ number: Int) throws -> Document {
    let frozen = try documents.form(number, english: language == .english)
    return Document(
      title: language(frozen.form.title, frozen.form.titleEnglish), issuer: words.word(frozen.unit, language),
      facts: [
        language("事项 \(frozen.caseNumber)", "case \(frozen.caseNumber)"), words.text("title", frozen.title, language), frozen.day,
        words.word(frozen.outcome, language),
      ].filter { !$0.isEmpty },
      blocks: [.form(frozen.form, values: frozen.values)],
      footnote: language(
        "文书 \(number)，提交时冻结；项目内容版本 \(frozen.version)；SHA-256 \(frozen.hash)",
        "document \(number), frozen when it was given; contents version \(frozen.version); SHA-256 \(frozen.hash)"))
  }

  private func opinions(_ number: Int) throws -> Document {
    let (all, first) = try opinionRows(number)
    let title = value(all, first, "project_name")
    return Document(
      title: language("部门意见汇总表", "Opinion sheet"), issuer: issuer,
      facts: [title, value(all, first, "project"), language("事项 \(number)", "case \(number)")],
      blocks: [
        .table(
          table(
            all, "", ["round", "unit_name", "answer", "opinion", "conditions", "due", "done_on", "content_version", "standing", "hash"]))
      ],
      footnote: language("意见一经提交只读；项目内容变更后意见作废（第十二条）。", "Opinions are read-only; they are void once the contents change (L12)."),
      isLandscape: true)
  }

  /// Opinions of a consultation, and the first of them.
  private func opinionRows(_ number: Int) throws -> (all: ReportStore.Result, first: [String?]) {
    let all = try reports.read("opinion", where: [("number", "\(number)")])
    guard let first = all.rows.first else {
      throw CommandError.refused(
        language("事项 \(number) 没有部门意见：它不是策划会商，或您看不到它。", "Case \(number) has no opinions: it is no consultation, or isn't yours to see."))
    }
    return (all, first)
  }

  /// What of a consultation may be published: answers that hold, in the words that the departments gave for it; nothing of what they said inside.
  private func publicOpinions(_ number: Int) throws -> Document {
    let (all, first) = try opinionRows(number)
    var holding = all
    holding.rows = all.rows.filter { value(all, $0, "standing") == "有效" }
    let name = value(all, first, "project_name")
    let none = Document.Block.paragraph(language("目前没有有效的意见可以公开。", "No opinion holds at present."))
    let silent = holding.rows.filter { value(all, $0, "public_opinion").isEmpty }.count
    let note = Document.Block.paragraph(
      language("\(silent) 个部门未给出可公开的意见，只公开结果。", "\(silent) departments gave no words for publication; only their answer is shown."))
    return Document(
      title: language("部门意见（公开版）", "Opinions for publication"), issuer: issuer,
      facts: [name, value(all, first, "project")],
      blocks: (holding.rows.isEmpty ? [none] : [.table(table(holding, "", ["unit_name", "answer", "public_opinion", "done_on"]))])
        + (silent > 0 ? [note] : []))
  }

  private func book(_ code: String) throws -> Document {
    let facts = try documents.project(code)
    let rows = Self.bookFacts.compactMap { key, chinese, english in
      facts[key].flatMap { $0.isEmpty ? nil : [language(chinese, english), FieldWords.text(key, $0, language, words)] }
    }
    func part(_ report: String, _ title: String, _ columns: [String]) throws -> Document.Block? {
      .table(table(try reports.read(report, where: [("project", code)]), title, columns))
    }
    let blocks: [Document.Block?] = [
      .table(.init(title: language("基本情况", "Facts"), columns: [language("项目", "item"), language("内容", "value")], rows: rows)),
      try agencyLines(code),
      try part(
        "task_list", language("手续办理", "Formalities"),
        ["procedure_title", "step_title", "unit_name", "due", "done_on", "outcome", "overdue_days"]),
      try part(
        "project_holding", language("要素配置", "Quota held"), ["factor_name", "region_name", "vintage", "reserved", "granted", "used", "unit"]),
      try part("problem", language("问题与协调", "Problems"), ["problem", "level", "unit_name", "latest_report", "opened_on", "closed_on"]),
      try part("service", language("服务人员", "Service"), ["officer", "steward", "members", "since"]),
      try part("promise", language("承诺与兑现", "Promises"), ["item", "promised", "kept", "open_amount", "unit", "due"]),
      try part("progress", language("月度进度", "Monthly figures"), ["month", "year_plan", "invested", "ahead_points", "picture"]),
      try part("milestone", language("节点", "Milestones"), ["kind", "planned", "day", "drift_days", "evidence"]),
      try part("evaluation", language("评价", "Evaluations"), ["kind_name", "points", "day", "remark"]),
      .table(try life(code)),
    ]
    return Document(
      title: language("一项目一册 · \(facts["name"] ?? code)", "Project book · \(facts["name"] ?? code)"), issuer: issuer,
      facts: [code, words.word(facts["region_name"] ?? "", language)],
      blocks: numbered(blocks.compactMap(\.self)))
  }

  /// Without tables and columns that have nothing to say; sections are counted as Chinese papers do.
  private func numbered(_ blocks: [Document.Block]) -> [Document.Block] {
    var count = 0
    func title(_ text: String) -> String {
      count += 1
      return language("\(Self.numerals[min(count, Self.numerals.count) - 1])、\(text)", "\(count). \(text)")
    }
    return blocks.flatMap { block -> [Document.Block] in
      switch block {
      case .table(let table):
        var filled = table.withoutEmptyColumns
        guard !filled.columns.isEmpty else { return [] }
        filled.title = title(filled.title)
        return [.table(filled)]
      case .form(let form, let values):
        return [.heading(title(language(form.title, form.titleEnglish))), .form(form, values: values)]
      default: return [block]
      }
    }
  }
  private static let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]

  private func life(_ code: String) throws -> Document.Table {
    let life = try documents.life(of: code)
    return .init(
      title: language("大事记", "Life"),
      columns: [
        language("日期", "day"), language("事项", "case"), language("程序", "procedure"), language("办理", "what"), language("经办", "who"),
        language("事由", "reason"), language("文号", "document"),
      ],
      rows: life.rows.map { row in zip(life.columns, row).map { words.text($0, $1 ?? "", language) } })
  }

  private static let bookFacts = [
    ("name", "项目名称", "project"), ("owner", "项目单位", "owner"), ("region_name", "所在县区", "region"), ("industry", "行业", "industry"),
    ("stage", "阶段", "stage"), ("contents", "建设内容", "contents"), ("investment", "总投资（万元）", "investment (10⁴ yuan)"),
    ("fixed_investment", "固定资产投资（万元）", "fixed investment (10⁴ yuan)"), ("land_area", "占地（亩）", "land (mu)"),
    ("output", "年产值（万元）", "output a year (10⁴ yuan)"), ("tax", "年税收（万元）", "tax a year (10⁴ yuan)"), ("jobs", "就业（人）", "jobs"),
    ("planned_start", "计划开工", "planned start"), ("planned_finish", "计划竣工", "planned completion"), ("classes", "重点项目类别", "classes"),
    ("libraries", "所在项目库", "libraries"), ("content_version", "内容版本", "contents version"),
  ]

  /// The three lines of an agency plan (A5), when there is one.
  private func agencyLines(_ code: String) throws -> Document.Block? {
    let cases = try reports.read("task_list", where: [("project", code), ("procedure", "agency"), ("step", "plan"), ("state", "done")])
    guard let row = cases.rows.last, let task = Int(value(cases, row, "task")), let number = try documents.document(ofTask: task) else {
      return nil
    }
    let frozen = try documents.form(number, english: language == .english)
    var form = frozen.form
    // The book is signed once, where it is frozen.
    form.signature = nil
    return .form(form, values: frozen.values)
  }

  private func notice(_ code: String) throws -> Document {
    let facts = try documents.project(code)
    let awards = try reports.read("allocation", where: [("project", code)])
    guard !awards.rows.isEmpty else {
      throw CommandError.refused(language("项目 \(code) 没有已采纳的配置。", "Project \(code) has no adopted award."))
    }
    let sources = try LedgerStore(session, city: city).namedSources(of: code)
    return Document(
      title: language("要素配置通知书", "Notice of allocation"), issuer: issuer,
      facts: [facts["name"] ?? code, code, words.word(facts["region_name"] ?? "", language)],
      blocks: [
        .paragraph(
          language(
            "\(facts["owner"] ?? "项目单位")：\n你单位“\(facts["name"] ?? code)”获得以下要素配置，纳入绿色通道。",
            "The following quota is allocated; the project enters the green channel.")),
        .table(table(awards, language("配置明细", "Awards"), ["factor_name", "pool_region_name", "vintage", "quantity", "unit"])),
        .table(
          .init(
            title: language("指标来源", "Sources of the quota"), columns: sources.columns.map { ColumnTitle.paper($0, language) },
            numbers: Set(sources.columns.indices.filter { sources.columns[$0] == "quantity" }),
            rows: sources.rows.map { row in zip(sources.columns, row).map { words.text($0, $1 ?? "", language) } })),
        .table(
          table(
            try reports.read("award_condition", where: [("project", code)]), language("使用期限", "To be used by"),
            ["factor_name", "vintage", "unused", "unit", "use_by", "standing"])),
        .paragraph(language("逾期未开工的，按聊城办法第二十条和闲置土地处置办法提醒、预警、收回。", "Not started in time: reminder, warning, reclaim.")),
        .signature([issuer, language("年　　月　　日", "Date: ____________")]),
      ])
  }

  private func minutes(_ number: Int) throws -> Document {
    let listing = try MeetingStore(session, city: city, person: "").document(number)
    guard let first = listing.rows.first else { throw StoreError.noMeeting(number) }
    let items = listing.rows.filter { $0[8] != nil }.map { row in
      [
        row[8] ?? "", row[9] ?? "", row[10] ?? language("（未议定）", "(nothing decided)"), words.word(row[11] ?? "", language), row[12] ?? "",
        row[13] ?? "",
      ]
    }
    return Document(
      title: (first[0] ?? "") + language("纪要", " · minutes"), issuer: issuer,
      facts: [
        words.text("kind", first[1] ?? "", language), first[2] ?? "", first[3] ?? "",
        language("主持：\(first[4] ?? "")", "chair: \(first[4] ?? "")"), first[7] ?? "",
      ].filter {
        !$0.isEmpty
      },
      blocks: [
        .paragraph(language("参加单位：\(first[5] ?? "")", "present: \(words.sentence(first[5] ?? "", .english))")),
        .paragraph(first[6] ?? language("（尚未形成纪要）", "(no minutes yet)")),
        .table(
          .init(
            title: language("议题与议定事项", "Items and decisions"),
            columns: language == .chinese ? ["序", "议题", "议定事项", "承办单位", "期限", "落实事项"] : ["no", "item", "decision", "unit", "due", "case"],
            rows: items)),
        .signature([language("签发：　　　　　　", "signed: ____________"), language("年　　月　　日", "Date: ____________")]),
      ])
  }

  private func dispatch() throws -> Document {
    let sheet = try reports.read("dispatch")
    let lights = try reports.read("traffic_light", where: [("is_chosen", "true")])
    let colour = lights.description.columns.firstIndex { $0.name == "colour" } ?? 0
    let counts = Dictionary(grouping: lights.rows) { $0[colour] ?? "" }.mapValues(\.count)
    return Document(
      title: language("重点项目周调度单", "Weekly dispatch sheet"), issuer: issuer, facts: [today ?? String(sheet.asOf.prefix(10))],
      blocks: [
        .paragraph(
          language(
            "亮灯项目 \(lights.rows.count) 个：红灯 \(counts["red"] ?? 0)，黄灯 \(counts["yellow"] ?? 0)，绿灯 \(counts["green"] ?? 0)。以下为需要调度的项目。",
            "\(lights.rows.count) projects: \(counts["red"] ?? 0) red, \(counts["yellow"] ?? 0) yellow, \(counts["green"] ?? 0) green. Those that need a push:"
          )),
        .table(
          table(sheet, "", ["region_name", "project_name", "colour", "reason", "officer", "overdue", "problems", "next_due", "next_step"])),
      ], isLandscape: true)
  }

  private func bulletin(_ month: String) throws -> Document {
    let day = "\(month)-01"
    let counties = try reports.read("bulletin_county", where: [("month", day)])
    guard !counties.rows.isEmpty else {
      throw CommandError.refused(language("\(month) 没有月度数据；月份写成 2026-10。", "No figures of \(month); write the month as 2026-10."))
    }
    return Document(
      title: language("重点项目推进情况通报（\(month)）", "Monthly bulletin (\(month))"), issuer: issuer,
      facts: [language("数据截至 \(month) 月末，金额单位：万元", "figures at the end of \(month), amounts in 10⁴ yuan")],
      blocks: [
        .table(
          table(
            counties, language("县市区和开发区", "Counties and zones"),
            [
              "place", "region_name", "projects", "year_plan", "invested", "done_percent", "schedule_percent", "ahead_points", "started",
              "start_percent",
            ])),
        .table(
          table(
            try reports.read("bulletin_department", where: [("month", day)]), language("市直部门", "Departments"),
            ["place", "unit_name", "tasks", "done", "on_time_percent", "average_days", "overdue"])),
        .paragraph(language("完成率 = 累计完成 ÷ 年度计划；超过序时进度 = 完成率 − 月份/12，先减后舍入。", "Ahead = done share − month/12, subtracted before rounding.")),
      ], isLandscape: true)
  }

  // MARK: Reports as tables

  private func value(_ result: ReportStore.Result, _ row: [String?], _ column: String) -> String {
    result.description.columns.firstIndex { $0.name == column }.flatMap { row[$0] } ?? ""
  }

  func table(_ result: ReportStore.Result, _ title: String, _ columns: [String]) -> Document.Table {
    let places = columns.compactMap { name in result.description.columns.firstIndex { $0.name == name } }
    let shown = places.map { result.description.columns[$0] }
    let numbers = Set(shown.indices.filter { [.integer, .decimal].contains(shown[$0].kind) })
    return .init(
      title: title, columns: shown.map { language(Self.title($0.comment), ColumnTitle.paper($0.name, .english)) }, numbers: numbers,
      rows: result.rows.map { row in zip(places, shown).map { cell($1, row[$0] ?? "") } })
  }

  /// What a comment says before its first mark, with the unit where there is one.
  private static func title(_ comment: String) -> String {
    let name = comment.prefix { !"：；，（".contains($0) }
    let unit = comment[name.endIndex...].prefixMatch(of: /（(万元|%|天|亩|个|分|百分点)[，）]/).map { "（\($0.1)）" } ?? ""
    return name + unit
  }

  private func cell(_ column: ReportStore.Column, _ text: String) -> String {
    switch column.name {
    // Drawn as a light.
    case "colour": text
    case "month": String(text.prefix(7))
    case _ where column.kind == .decimal && column.comment.contains("万元"): Self.hundredths(text)
    default: words.text(column.name, text, language)
    }
  }

  /// Money on paper has two places; what is posted has four.
  private static func hundredths(_ text: String) -> String {
    guard var amount = Decimal(string: text) else { return text }
    var rounded = Decimal()
    NSDecimalRound(&rounded, &amount, 2, .plain)
    return "\(rounded)"
  }
}
