import Diagnostics
import Hummingbird
import Operations
import Procedures
import Reporting
import Store

/// The inbox, cases with a picture of where they stand, tasks and what can be done with them.
struct WorkPages {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/work", house) { visit in try await inbox(visit) }
    router.page("/cases", house) { visit in try await cases(visit) }
    router.page("/cases/:number", house) { visit in try await show(visit) }
    router.page("/tasks/:task", house) { visit in try await task(visit) }
    router.form("/tasks/:task", house) { visit, form in try await act(visit, form) }
    router.form("/tasks/:task/verbs", house) { visit, form in try await verb(visit, form) }
    router.page("/start", house) { visit in try await choose(visit) }
    router.page("/start/:procedure", house) { visit in try await startForm(visit) }
    router.form("/start/:procedure", house) { visit, form in try await start(visit, form) }
  }

  /// Rows that are shown before the rest is folded.
  private static let shown = 30

  private func inbox(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let (visitor, inbox, notices) = try await visit.read { desk in (desk.visitor, try desk.cases.inbox(on: nil), try desk.cases.notices()) }
    let shown = Listing(
      columns: inbox.columns.filter { $0 != "answers" },
      rows: inbox.rows.map { row in zip(inbox.columns, row).filter { $0.0 != "answers" }.map(\.1) })
    let table = Table(shown, language, empty: language("没有等待您办理的事项。", "Nothing waits for you.")) { column, row in
      switch column {
      case "task": "<a class=\"button plain\" href=\"/tasks/\(row["task"])\">\(language("办理", "Do"))</a>"
      case "case": "<a href=\"/cases/\(row["case"])\">\(row["case"])</a>"
      case "state": row["state"].hasPrefix("逾期") ? "<b class=\"red\">\(Words.text("state", row["state"], language))</b>" : nil
      default: nil
      }
    }
    let told = Table(notices, language, empty: language("没有新通知。", "No news.")) { column, row in
      column == "case" && !row["case"].isEmpty ? "<a href=\"/cases/\(row["case"])\">\(row["case"])</a>" : nil
    }
    let body: HTML = """
      <div class="title"><h1>\(language("待办", "Inbox"))</h1><p>\(language("\(inbox.rows.count) 件", "\(inbox.rows.count) tasks"))</p>
      <span class="actions"><a class="button" href="/start">\(language("发起事项", "Start a case"))</a><a class="button plain" href="/cases">\(language("全部事项", "All cases"))</a>
      <a class="button plain" href="/meetings">\(language("会议", "Meetings"))</a><a class="button plain" href="/documents/dispatch/now">\(language("周调度单", "Dispatch sheet"))</a>
      <a class="button plain" href="/documents/pairs/now">\(language("收回建议", "Reclaims"))</a>
      <a class="button plain" href="/reports/bulletin_county">\(language("通报", "Bulletin"))</a></span></div>
      \(table.html(first: Self.shown, language))<section><h2>\(language("通知", "Notices"))</h2>\(told.html(first: Self.shown, language))</section>
      """
    return .page(Page(title: language("待办", "Inbox"), visitor: visitor, body: body, place: "/work"), visit)
  }

  private func cases(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let (procedure, status) = (visit.query["procedure"], visit.query["status"])
    let (visitor, listing, procedures) = try await visit.read { desk in
      (
        desk.visitor, try desk.cases.cases(procedure: procedure, project: visit.query["project"], status: status, limit: 500),
        try ProcedureStore(desk.session, city: desk.city).list()
      )
    }
    let table = Table(listing, language, empty: language("没有符合条件的事项。", "No case fits.")) { column, row in
      column == "case" ? "<a href=\"/cases/\(row["case"])\">\(row["case"])</a>" : nil
    }
    let body: HTML = """
      <div class="title"><h1>\(language("事项", "Cases"))</h1></div>
      <form class="filters" method="get" action="/cases">
      \(Select(name: "procedure", label: language("程序", "Procedure"), options: Self.options(procedures, language), chosen: procedure ?? "", any: language("全部", "all")).html)
      \(Select(name: "status", label: language("状态", "Status"), options: [("open", language("办理中", "open")), ("closed", language("已办结", "closed"))], chosen: status ?? "", any: language("全部", "all")).html)
      <button class="button">\(language("筛选", "Filter"))</button></form>\(table.html(first: 100, language))
      """
    return .page(Page(title: language("事项", "Cases"), visitor: visitor, body: body, place: "/work"), visit)
  }

  private static func options(_ procedures: Listing, _ language: Language) -> [(value: String, text: String)] {
    var seen: Set<String> = []
    return procedures.rows.map { ReportRow(columns: procedures.columns, values: $0) }.filter { seen.insert($0["procedure"]).inserted }.map {
      ($0["procedure"], language($0["title"], $0["title_en"]))
    }
  }

  private func show(_ visit: Visit) async throws -> Response {
    let number = try visit.number("number")
    let language = visit.language
    let (visitor, facts, tasks, history, documents, procedure, units) = try await visit.read { desk in
      let facts = try desk.cases.facts(number)
      guard !facts.rows.isEmpty else { throw ConsoleError.notFound }
      return (
        desk.visitor, facts, try desk.cases.tasks(number), try desk.cases.history(number), try desk.cases.documents(number),
        try ProcedureStore(desk.session, city: desk.city).procedure(ofCase: number).procedure,
        try OfficeStore(desk.session, city: desk.city).units()
      )
    }
    let rows = tasks.rows.map { ReportRow(columns: tasks.columns, values: $0) }
    func steps(_ states: Set<String>) -> Set<String> {
      Set(rows.filter { states.contains($0["state"]) }.compactMap { row in procedure.steps.first { $0.title == row["step"] }?.step })
    }
    let waiting = steps(["open", "suspended"])
    let chart = ProcedureChart(
      procedure, language: language, done: steps(["done"]).subtracting(waiting), waiting: waiting, unitNames: Self.names(units, language))
    let pairs = facts.rows.map { ($0[0] ?? "", $0[1] ?? "") }
    let title = pairs.first { $0.0 == "title" }.map { Words.text("title", $0.1, language) } ?? "\(number)"
    let taskTable = Table(tasks, language, empty: "") { column, row in
      column == "task" && ["open", "suspended"].contains(row["state"])
        ? "<a class=\"button plain\" href=\"/tasks/\(row["task"])\">\(row["task"])</a>" : nil
    }
    let papers = Table(documents, language, empty: language("尚无文书。", "No papers yet.")) { column, row in
      column == "document" ? "<a href=\"/documents/form/\(row["document"])\">\(row["document"])</a>" : nil
    }
    // Only consultations ask for opinions.
    let opinions: HTML =
      procedure.procedure == "consultation"
      ? "<a class=\"button plain\" href=\"/documents/opinions/\(number)\">\(language("意见汇总表", "Opinion sheet"))</a> <a class=\"button plain\" href=\"/documents/public-opinions/\(number)\">\(language("公开版意见", "Opinions for publication"))</a>"
      : ""
    let body: HTML = """
      <div class="title"><h1>\(title)</h1><p>\(language("事项", "case")) \(number)</p><span class="actions">\(opinions)</span></div>
      <div class="columns2"><section><dl class="facts">\(pairs.html { "<dt>\(ColumnTitle.text($0.0, language))</dt><dd>\($0.0 == "project" ? HTML("<a href=\"/library/\($0.1.queryEncoded)\">\($0.1)</a>") : Words.cell($0.0, $0.1, number: false, language))</dd>" })</dl>
      <h2>\(language("任务", "Tasks"))</h2>\(taskTable.html)<h2>\(language("文书", "Papers"))</h2>\(papers.html)
      <h2>\(language("历史", "History"))</h2>\(Table(history, language, empty: "").html)</section>
      <section class="chart"><h2>\(language("办理到哪一步", "Where it stands"))</h2>\(HTML(trusted: chart.svg()))</section></div>
      """
    return .page(Page(title: title, visitor: visitor, body: body, place: "/work"), visit)
  }

  private static func names(_ units: Listing, _ language: Language) -> [String: String] {
    Dictionary(
      units.rows.map { ReportRow(columns: units.columns, values: $0) }.map {
        ($0["code"].isEmpty ? $0["unit"] : $0["code"], Words.text("unit_name", $0["name"], language))
      }
    ) { $1 }
  }

  // MARK: A task

  private func task(_ visit: Visit) async throws -> Response {
    let number = try visit.number("task")
    let language = visit.language
    let (visitor, row, step, form, facts) = try await visit.read { desk in
      let listing = try desk.lists.task(number)
      guard let values = listing.rows.first else { throw ConsoleError.notFound }
      let row = ReportRow(columns: listing.columns, values: values)
      let procedure = try ProcedureStore(desk.session, city: desk.city).procedure(ofCase: Int(row["number"]) ?? 0).procedure
      let step = procedure.steps.first { $0.step == row["step"] }
      let facts = row["project"].isEmpty ? [:] : try DocumentStore(desk.session, city: desk.city).project(row["project"])
      return (desk.visitor, row, step, procedure.forms.first { $0.form == step?.form }, facts)
    }
    guard let step else { throw ConsoleError.notFound }
    let isOpen = ["open", "suspended"].contains(row["state"])
    let fields = (form?.fields ?? []).html { FormInput(field: $0, language: language, facts: facts).html }
    let buttons = step.outcomes.html {
      "<button class=\"button\" name=\"outcome\" value=\"\($0.outcome)\">\(language($0.title, $0.titleEnglish))</button>"
    }
    let act: HTML =
      isOpen
      ? """
      <form method="post" action="/tasks/\(number)" class="stack">\(FormToken(visit).html)\(fields)
      \(TextField(name: "reason", label: language("说明", "Remark"), attributes: "maxlength=\"500\"").html)
      \(TextField(name: "document", label: language("文号（可不填）", "Document (may be empty)"), attributes: "maxlength=\"200\"").html)
      <div class="buttons">\(buttons)</div></form>
      """ : "<p class=\"empty\">\(language("此任务已办理。", "This task is done."))</p>"
    let body: HTML = """
      <div class="title"><h1>\(language(step.title, step.titleEnglish))</h1><p>\(Words.text("title", row["title"], language)) · \(Words.text("unit_name", row["unit_name"], language))\(row["due"].isEmpty ? "" : " · \(language("期限", "due")) \(row["due"])")</p>
      <span class="actions"><a class="button plain" href="/cases/\(row["number"])">\(language("事项", "Case")) \(row["number"])</a>
      \(row["project"].isEmpty ? .empty : HTML("<a class=\"button plain\" href=\"/library/\(row["project"].queryEncoded)\">\(language("项目", "Project"))</a>"))</span></div>
      <div class="columns2"><section>\(act)</section>\(isOpen ? "<section><h2>\(language("其他操作", "Other"))</h2>\(verbs(visit, number, step, language))</section>" : HTML.empty)</div>
      """
    return .page(Page(title: language(step.title, step.titleEnglish), visitor: visitor, body: body, place: "/work"), visit)
  }

  private static let verbs: [(code: String, chinese: String, english: String, field: String?)] = [
    ("transfer", "转办", "hand over", "person"), ("delegate", "委派", "delegate", "person"), ("add", "加签", "add a unit", "unit"),
    ("back", "退回", "return", "step"),
    ("withdraw", "撤回", "withdraw", nil), ("urge", "催办", "urge", nil), ("correct", "补正", "ask for correction", nil),
    ("resume", "恢复", "resume", nil),
    ("extend", "延期申请", "ask for more time", "due"), ("extend_yes", "同意延期", "grant more time", nil),
    ("extend_no", "不同意延期", "refuse more time", nil),
    ("remove", "减签", "remove", nil),
  ]

  private func verbs(_ visit: Visit, _ number: Int, _ step: Step, _ language: Language) -> HTML {
    let back = (step.back ?? []).joined(separator: "、")
    return """
      <form method="post" action="/tasks/\(number)/verbs" class="stack">\(FormToken(visit).html)
      \(Select(name: "verb", label: language("操作", "Verb"), options: Self.verbs.map { ($0.code, language($0.chinese, $0.english)) }, chosen: "transfer").html)
      \(TextField(name: "person", label: language("人员代码（转办、委派）", "Person (hand over, delegate)"), attributes: "maxlength=\"64\"").html)
      \(TextField(name: "unit", label: language("单位代码（加签）", "Unit (add)"), attributes: "maxlength=\"64\"").html)
      \(TextField(name: "step", label: language("退回到的步骤", "Step (return)"), hint: back, attributes: "maxlength=\"64\"").html)
      \(TextField(name: "due", label: language("申请延期至", "Until (more time)"), type: "date").html)
      \(TextField(name: "reason", label: language("理由", "Reason"), attributes: "maxlength=\"500\"").html)
      <button class="plain">\(language("执行", "Do it"))</button></form>
      """
  }

  private func act(_ visit: Visit, _ form: Fields) async throws -> Response {
    let number = try visit.number("task")
    let outcome = form["outcome"] ?? ""
    let answer = try await visit.write(form) { desk in
      try desk.cases.act(number, outcome, form: FormInput.content(form), Self.context(form, desk))
    }
    return .seeOther("/cases/\(answer.case)")
  }

  static func context(_ form: Fields, _ desk: Visit.Desk) -> CaseStore.Context {
    .init(date: desk.today, key: form["_key"].map { "\(desk.person):\($0)" }, reason: form["reason"], document: form["document"])
  }

  private func verb(_ visit: Visit, _ form: Fields) async throws -> Response {
    let number = try visit.number("task")
    guard let verb = Self.verbs.first(where: { $0.code == form["verb"] }) else { throw ConsoleError.notFound }
    let answer = try await visit.write(form) { desk in
      // Only what this verb knows: browsers send the other fields too.
      let arguments = verb.field.flatMap { name in form[name].map { [name: $0] } } ?? [:]
      return try desk.cases.verb(verb.code, number, arguments, Self.context(form, desk))
    }
    return .seeOther("/cases/\(answer.case)")
  }

  // MARK: Starting

  private func choose(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let (visitor, all) = try await visit.read { desk in
      let store = ProcedureStore(desk.session, city: desk.city)
      let codes = Set(try store.list().rows.compactMap { $0[0] }).sorted()
      let inForce = try codes.compactMap { code -> Procedure? in
        // Versions that aren't in force today have no start.
        do { return try store.procedure(code) } catch StoreError.noProcedure { return nil }
      }
      return (desk.visitor, inForce)
    }
    let mine = all.filter { !visitor.roles.isDisjoint(with: $0.start.by) }
    let project = visit.query["project"].map { "?project=\($0.queryEncoded)" } ?? ""
    let items = mine.html {
      "<li><a href=\"/start/\($0.procedure)\(project)\">\(language($0.title, $0.titleEnglish))</a><small>\($0.articles.joined(separator: " "))</small></li>"
    }
    let none = language("没有您可以发起的程序。", "There is no procedure that you may begin.")
    let list: HTML = mine.isEmpty ? "<p class=\"empty\">\(none)</p>" : "<ul class=\"list\">\(items)</ul>"
    let body: HTML = "<div class=\"title\"><h1>\(language("发起事项", "Start a case"))</h1></div>\(list)"
    return .page(Page(title: language("发起事项", "Start a case"), visitor: visitor, body: body, place: "/work"), visit)
  }

  private func startForm(_ visit: Visit) async throws -> Response {
    let code = try visit.part("procedure")
    let language = visit.language
    let project = visit.query["project"] ?? ""
    let (visitor, procedure, facts, units) = try await visit.read { desk in
      (
        desk.visitor, try ProcedureStore(desk.session, city: desk.city).procedure(code),
        project.isEmpty ? [:] : try DocumentStore(desk.session, city: desk.city).project(project),
        try OfficeStore(desk.session, city: desk.city).units()
      )
    }
    let fields = (procedure.forms.first { $0.form == procedure.start.form }?.fields ?? []).html {
      FormInput(field: $0, language: language, facts: facts).html
    }
    let about: HTML =
      procedure.subject == .project
      ? TextField(
        name: "project", label: language("项目代码", "Project code"), value: project, isRequired: true, attributes: "maxlength=\"64\""
      ).html : .empty
    let body: HTML = """
      <div class="title"><h1>\(language(procedure.title, procedure.titleEnglish))</h1><p>\(procedure.articles.joined(separator: " "))</p></div>
      <div class="columns2"><section><form method="post" action="/start/\(code)" class="stack">\(FormToken(visit).html)\(about)
      \(TextField(name: "title", label: language("标题（可不填）", "Title (may be empty)"), attributes: "maxlength=\"200\"").html)\(fields)
      <button class="button">\(language("发起", "Start"))</button></form></section>
      <section class="chart">\(HTML(trusted: ProcedureChart(procedure, language: language, unitNames: Self.names(units, language)).svg()))</section></div>
      """
    return .page(Page(title: procedure.title, visitor: visitor, body: body, place: "/work"), visit)
  }

  private func start(_ visit: Visit, _ form: Fields) async throws -> Response {
    let code = try visit.part("procedure")
    var about: [String: String] = [:]
    (about["project"], about["title"]) = (form["project"], form["title"])
    let subject = about
    let answer = try await visit.write(form) { desk in
      try desk.cases.start(code, about: subject, form: FormInput.content(form), Self.context(form, desk))
    }
    return .seeOther("/cases/\(answer.case)")
  }
}

/// A field of a procedure's form as an input, and what a browser sends of it as content.
struct FormInput {
  let field: FormField
  let language: Language
  private var value: String
  /// Of a person, as it is shown: what is sent in must not be the mask.
  private var masked: String?

  /// `facts`: of the project, from which fields that say so are filled.
  init(field: FormField, language: Language, facts: [String: String]) {
    (self.field, self.language) = (field, language)
    let fact = field.from.flatMap { facts[$0] } ?? ""
    let isPersonal = field.from.map(ListStore.personalFields.contains) ?? false
    (value, masked) = isPersonal ? ("", fact.isEmpty ? nil : fact) : (fact, nil)
  }

  var html: HTML {
    guard field.formula == nil else { return .empty }
    let label =
      language(field.title, field.titleEnglish) + (field.unit.map { "（\(Words.text("unit", $0, language))）" } ?? "")
      + (field.required == true ? " *" : "")
    let name = "f.\(field.field)"
    let most = field.most ?? 2_000
    // What is filled from the project need not be given; the database says what is missing.
    let hint =
      masked.map { language("留空即取项目库的 \($0)", "empty: \($0) of the library") }
      ?? (field.from != nil && !value.isEmpty ? language("来自项目库", "from the library") : "")
    switch field.kind {
    case .paragraph:
      return "<label><span>\(label)</span><textarea name=\"\(name)\" rows=\"3\" maxlength=\"\(most)\">\(value)</textarea></label>"
    case .choice:
      let titles = FieldChoices.titles(field, language, Words.glossary())
      return Select(name: name, label: label, options: Array(zip(field.choices ?? [], titles)), chosen: value, any: "–").html
    case .yes:
      return Select(
        name: name, label: label, options: [("true", language("是", "yes")), ("false", language("否", "no"))], chosen: value, any: "–"
      ).html
    case .date: return TextField(name: name, label: label, value: value, type: "date", hint: hint).html
    case .number, .integer:
      return TextField(name: name, label: label, value: value, hint: hint, attributes: "inputmode=\"decimal\" maxlength=\"30\"").html
    case .factors: return TextField(name: name, label: label, value: value, hint: "land=35.2 cod=1.5", attributes: "maxlength=\"500\"").html
    case .unit:
      return TextField(
        name: name, label: label, value: value, hint: language("单位代码或名称", "a unit's code or name"), attributes: "maxlength=\"200\""
      ).html
    case .people:
      return TextField(
        name: name, label: label, value: value, hint: language("人员代码，逗号分隔", "codes of people, separated by commas"),
        attributes: "maxlength=\"1000\""
      ).html
    case .text:
      return TextField(name: name, label: label, value: value, hint: hint, attributes: "maxlength=\"\(HTML(trusted: String(most)))\"").html
    }
  }

  /// Fields that begin with `f.`; `land=35.2 cod=1.5` is a table.
  static func content(_ form: Fields) -> CaseStore.FormContent {
    form.under("f.").reduce(into: [:]) { content, pair in
      let parts = pair.value.split(whereSeparator: \.isWhitespace).map { $0.split(separator: "=", maxSplits: 1) }
      if pair.key == "factors" || pair.key.hasSuffix("_factors"), !parts.isEmpty, parts.allSatisfy({ $0.count == 2 }) {
        content[pair.key] = .table(Dictionary(parts.map { (String($0[0]), String($0[1])) }) { $1 })
      } else {
        content[pair.key] = .text(pair.value)
      }
    }
  }
}
