import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Procedures
import ScenarioFiles
import Store

/// A changed article, run on the year's books before it is in force (政策预演).
struct RehearsalPage {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/rehearsal", house) { visit in try await show(visit) }
    router.form("/rehearsal", house) { visit, form in try await ask(visit, form) }
  }

  private func show(_ visit: Visit) async throws -> Response {
    let (language, city) = (visit.language, visit.city)
    let visitor = try await visit.read { $0.visitor }
    guard visitor.has("hq_clerk", "hq_leader") else { throw ConsoleError.notFound }
    let titles = house.scenarioTitles
    let scenarios = try await house.trials.planning(house) { session in
      try titles.options(ScenarioFolder.ofCity(session, city: city, folder: nil), single: true, language)
    }
    let today = visit.today ?? Today.date.iso
    let body: HTML = """
      <div class="title"><h1>\(language("政策预演", "Rehearse an article"))</h1><p>\(language("条文改动先在本年的账本、项目库和办理记录上试跑：谁会被保障、被收回、逾期。不写入任何数据。", "A change runs on the year's books, library and work first: who would have been served, reclaimed, late. Nothing is written."))</p></div>
      <form class="stack" method="post" action="/rehearsal">\(FormToken(visit).html)
      \(Select(name: "scenario", label: language("情景（其政策参数即改动）", "Scenario (its policy parameters are the change)"), options: scenarios, chosen: "coordination-40").html)
      <label><span>\(language("改动后的程序（YAML，可不填）：只看期限和停滞天数", "Changed procedure (YAML, may be empty): its terms and idle days"))</span><textarea name="procedure" rows="8" maxlength="\(Job.Rehearse.procedureLimit)" spellcheck="false"></textarea></label>
      \(TextField(name: "from", label: language("自", "From"), value: "\(today.prefix(4))-01-01", type: "date", isRequired: true).html)
      \(TextField(name: "to", label: language("至", "To"), value: today, type: "date", isRequired: true).html)
      <button class="button">\(language("预演", "Rehearse"))</button></form>
      """
    return .page(Page(title: language("政策预演", "Rehearsal"), visitor: visitor, body: body, place: "/runs"), visit)
  }

  private func ask(_ visit: Visit, _ form: Fields) async throws -> Response {
    let language = visit.language
    let text = form["procedure"].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    let ask = try Self.checked(
      Job.Rehearse(scenario: form["scenario"] ?? "", procedure: text, from: form["from"] ?? "", to: form["to"] ?? "", language: language),
      language)
    let (payload, title) = (JSONText.line(ask), language("政策预演 \(ask.scenario)", "rehearse \(ask.scenario)"))
    let job = try await visit.write(form) { desk in
      var caller = desk.caller
      caller.key = form["_key"]
      return try desk.jobs.ask(caller, kind: "rehearsal", title: title, payload: payload)
    }
    return .seeOther("/jobs/\(job)")
  }

  /// What can't be rehearsed is told before a job is begun: days, and every mistake of the procedure by line.
  static func checked(_ ask: Job.Rehearse, _ language: Language) throws -> Job.Rehearse {
    var faults: [ConsoleError.FieldFault] = []
    if ask.period == nil { faults.append(.init(field: "from", fault: Rehearsal.Period.expected(language))) }
    if let text = ask.procedure, text.utf8.count > Job.Rehearse.procedureLimit {
      faults.append(.init(field: "procedure", fault: "≤ \(Job.Rehearse.procedureLimit)"))
    } else if let text = ask.procedure {
      do { _ = try ProcedureFile.read(Data(text.utf8), file: "procedure") } catch {
        faults += error.diagnostics.map { .init(field: "procedure", fault: $0.text(language)) }
      }
    }
    guard faults.isEmpty else { throw ConsoleError.invalid(faults) }
    return ask
  }
}
