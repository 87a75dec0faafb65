import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Reporting
import ScenarioFiles
import Store

/// Scenarios and the plans that came of them.
struct RunPages {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/runs", house) { visit in try await list(visit) }
    router.form("/runs", house) { visit, form in try await ask(visit, form) }
    router.page("/runs/compare", house) { visit in try await compare(visit) }
    router.page("/runs/:run", house) { visit in try await show(visit) }
    router.page("/runs/:run/report", house) { visit in try await report(visit) }
    router.page("/runs/:run/proof", house) { visit in try await proof(visit) }
    router.page("/runs/:run/why", house) { visit in try await why(visit) }
    router.form("/runs/:run/propose", house) { visit, form in try await propose(visit, form) }
  }

  private func list(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let (visitor, runs, jobs) = try await visit.read { desk in
      (desk.visitor, try desk.reports.read("plan_run"), try desk.jobs.list(limit: 10))
    }
    var newest = runs
    newest.rows = runs.rows.reversed()
    let table = Table(
      newest,
      [
        "run", "title", "base_date", "horizon", "served", "candidates", "investment_served", "gap_percent", "seconds", "created_by",
        "adopted_at", "published_at",
      ],
      language, empty: language("还没有方案。选一个情景运行。", "No plan yet: run a scenario.")
    ) { column, row in
      switch column {
      case "run":
        "<input type=\"checkbox\" name=\"run\" value=\"\(row["run"])\" form=\"compare\" aria-label=\"\(language("对比", "compare")) \(row["run"])\"> <a href=\"/runs/\(row["run"])\">\(row["run"])</a>"
      case "title":
        "<a href=\"/runs/\(row["run"])\">\(row["title"].isEmpty ? row["scenario"] : row["title"])</a>\(row["is_rehearsal"] == "true" ? "<small>\(language("推演", "rehearsal"))</small>" : HTML.empty)"
      case "adopted_at", "published_at": "\(String(row[column].prefix(10)))"
      default: nil
      }
    }
    let mayRun = visitor.has("hq_clerk", "hq_leader", "department_clerk")
    let form: HTML = mayRun ? try await runForm(visit) : .empty
    let jobTable = Table(jobs, language, empty: "") { column, row in
      column == "job"
        ? "<a href=\"/jobs/\(row["job"])\">\(row["job"])</a>" : column == "state" ? JobPages.state(row["state"], language) : nil
    }
    let body: HTML = """
      <div class="title"><h1>\(language("情景与方案", "Scenarios and plans"))</h1>
      <span class="actions">\(visitor.has("hq_clerk", "hq_leader") ? HTML("<a class=\"button plain\" href=\"/rehearsal\">\(language("政策预演", "Rehearse an article"))</a>") : .empty)<form id="compare" method="get" action="/runs/compare"><button class="button plain">\(language("对比所选", "Compare"))</button></form></span></div>
      \(form)\(table.html)\(jobs.rows.isEmpty ? .empty : "<section><h2>\(language("后台任务", "Jobs"))</h2>\(jobTable.html)</section>")
      """
    return .page(Page(title: language("情景与方案", "Plans"), visitor: visitor, body: body, place: "/runs"), visit)
  }

  private func runForm(_ visit: Visit) async throws -> HTML {
    let (language, city) = (visit.language, visit.city)
    let titles = house.scenarioTitles
    let options = try await house.trials.planning(house) { session in
      try titles.options(ScenarioFolder.ofCity(session, city: city, folder: nil), language)
    }
    return """
      <form class="filters" method="post" action="/runs">\(FormToken(visit).html)
      \(Select(name: "name", label: language("情景", "Scenario"), options: options, chosen: "base").html)
      \(TextField(name: "seconds", label: language("时限（秒，空为情景所定）", "Seconds (empty: the scenario's)"), attributes: "inputmode=\"decimal\" maxlength=\"6\"").html)
      <button class="button">\(language("运行", "Run"))</button></form>
      """
  }

  private func ask(_ visit: Visit, _ form: Fields) async throws -> Response {
    var ask = Job.Scenario(name: form["name"], run: form["run"].flatMap(Int.init), language: visit.language)
    if let text = form["seconds"] {
      guard let seconds = Double(text), seconds > 0, seconds <= 3600 else {
        throw ConsoleError.invalid([.init(field: "seconds", fault: visit.language("应为 0 到 3600 秒。", "0 to 3600 seconds."))])
      }
      ask.seconds = seconds
    }
    if form["wish"] != nil { ask.wish = try TrialPage.wish(form, visit) }
    let (payload, title) = (
      JSONText.pretty(ask), form["title"] ?? ask.name ?? visit.language("方案 \(ask.run ?? 0) 的变化", "run \(ask.run ?? 0), changed")
    )
    let job = try await visit.write(form) { desk in
      var caller = desk.caller
      caller.key = form["_key"]
      return try desk.jobs.ask(caller, kind: "scenario", title: title, payload: payload)
    }
    return .seeOther("/jobs/\(job)")
  }

  // MARK: One run

  func stored(_ visit: Visit) async throws -> (Visitor, RunStore.Stored) {
    let run = try visit.number("run")
    return try await visit.report { desk in (desk.visitor, try desk.runs.read(run)) }
  }

  func adoption(_ visit: Visit, _ run: Int, isAdopted: Bool) -> HTML {
    let language = visit.language
    return """
      <form class="filters" method="post" action="/runs/\(run)/propose">\(FormToken(visit).html)<input type="hidden" name="what" value="\(isAdopted ? "publish" : "adopt")">
      \(isAdopted ? .empty : TextField(name: "document", label: language("文号", "Document"), isRequired: true, attributes: "maxlength=\"200\"").html)
      \(isAdopted ? .empty : TextField(name: "date", label: language("业务日期", "Business date"), value: visit.today ?? Today.date.iso, type: "date", isRequired: true).html)
      \(isAdopted ? .empty : sitting(visit))<button class="button">\(isAdopted ? language("提请公布", "Propose to publish") : language("提请采纳", "Propose to adopt"))</button>
      <p class="note">\(language("由另一人批准后生效。", "Another person approves."))</p></form>
      """
  }

  /// Adopted in the room: minutes and the task to carry it out are written with the reservations.
  private func sitting(_ visit: Visit) -> HTML {
    let language = visit.language
    return """
      <details class="full"><summary>\(language("会上采纳：同时形成纪要、下达落实任务、留存证明", "In a meeting: with minutes, a task to carry it out, and the proof"))</summary><div class="filters">
      \(TextField(name: "meeting", label: language("会议名称", "Meeting"), attributes: "maxlength=\"200\"").html)
      \(TextField(name: "chair", label: language("主持人代码", "Chair (person code)"), attributes: "maxlength=\"64\"").html)
      \(TextField(name: "attendees", label: language("参加单位（、分隔）", "Present, by ,"), attributes: "maxlength=\"1000\"").html)
      \(TextField(name: "unit", label: language("落实单位代码", "Unit that carries it out"), attributes: "maxlength=\"64\"").html)
      \(TextField(name: "due", label: language("落实期限", "Until"), type: "date").html)
      <label class="full"><span>\(language("纪要", "Minutes"))</span><textarea name="minutes" rows="4" maxlength="20000"></textarea></label></div></details>
      """
  }

  private func sitting(_ form: Fields, _ language: Language) throws -> ProposalStore.Sitting? {
    func text(_ name: String) -> String? { form[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let title = text("meeting") else { return nil }
    let missing = ["chair", "minutes"].filter { text($0) == nil } + (text("unit") != nil && text("due") == nil ? ["due"] : [])
    guard missing.isEmpty else {
      throw ConsoleError.invalid(missing.map { .init(field: $0, fault: language("会上采纳须填写", "is needed to adopt in a meeting")) })
    }
    return .init(
      title: title, chair: text("chair") ?? "", attendees: text("attendees")?.split { "、,，; ".contains($0) }.map(String.init),
      minutes: text("minutes") ?? "", unit: text("unit"), due: text("due"))
  }

  private func propose(_ visit: Visit, _ form: Fields) async throws -> Response {
    let run = try visit.number("run")
    let publishes = form["what"] == "publish"
    let title =
      publishes
      ? visit.language("公布方案 \(run)", "publish plan \(run)")
      : visit.language("采纳方案 \(run) \(form["document"] ?? "")", "adopt plan \(run) \(form["document"] ?? "")")
    var context: [String: String] = [:]
    (context["document"], context["date"]) = (form["document"], form["date"])
    let facts = context
    let sitting = publishes ? nil : try sitting(form, visit.language)
    _ = try await visit.write(form) { desk in
      var caller = desk.caller
      caller.key = form["_key"]
      return try desk.proposals.proposeAdoption(caller, run: run, publishes: publishes, title: title, context: facts, sitting: sitting)
    }
    return .seeOther("/proposals")
  }

  private func report(_ visit: Visit) async throws -> Response {
    let (_, stored) = try await stored(visit)
    let language = visit.language
    let report = PlanReport(stored, shapes: house.shapes, language: language)
    guard visit.query["format"] == "xlsx" else { return Paper.response(report.html()) }
    return try Paper.workbook("plan-\(stored.run)") { try report.writeWorkbook(to: $0) }
  }

  /// A file that verifies itself in a browser without a network; as a page of ours its script wouldn't run.
  private func proof(_ visit: Visit) async throws -> Response {
    let (_, stored) = try await stored(visit)
    let page = try ProofPage(stored, language: visit.language)
    return .file(ByteBuffer(string: try page.html()), type: "text/html; charset=utf-8", name: "proof-\(stored.run).html")
  }

  /// Why one project was left out, what is short, and what would bring it in, with each way as a change that can be tried.
  private func why(_ visit: Visit) async throws -> Response {
    let code = visit.query["project"] ?? ""
    let (visitor, stored) = try await stored(visit)
    let language = visit.language
    guard let unmet = stored.plan.unmet.first(where: { stored.snapshot.projects[$0.project].code == code }) else {
      throw ConsoleError.notFound
    }
    let words = Reporting.Words(snapshot: stored.snapshot, language: language)
    let project = stored.snapshot.projects[unmet.project]
    let lines = [words.cause(unmet), words.breakEven(unmet), words.date(unmet)].compactMap(\.self)
    let body: HTML = """
      <div class="title"><h1>\(project.name)</h1><p>\(code) · \(language("方案", "plan")) \(stored.run)</p>
      <span class="actions"><a class="button" href="/runs/\(stored.run)/try?must=\(code.queryEncoded)">\(language("试着保障它", "Try to serve it"))</a>
      <a class="button plain" href="/library/\(code.queryEncoded)">\(language("项目", "Project"))</a></span></div>
      <section><h2>\(language("为何", "Why"))</h2>\(lines.html { "<p>\($0)</p>" })<ul>\(unmet.shortages.html { "<li>\(words.shortage($0))</li>" })</ul></section>
      \(WaysPart(stored: stored, unmet: unmet, language: language).html)
      """
    return .page(Page(title: project.name, visitor: visitor, body: body, place: "/runs"), visit)
  }
}
