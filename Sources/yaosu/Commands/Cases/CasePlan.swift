import Allocation
import ArgumentParser
import Diagnostics
import Procedures
import Store

struct CasePlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract:
      "The plan of a case computed from the departments' limits: each step's days, the critical path, planned against real, drift in days (L22).",
    discussion: "yaosu case plan 5 --as hq-1")
  @Argument(help: "Number of the case.")
  var number: Int
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try officer.session()
      let store = CaseStore(session, city: officer.database.city, person: try officer.personCode(language))
      guard try !store.facts(number).rows.isEmpty else { throw StoreError.noCase(number) }
      let procedures = ProcedureStore(session, city: officer.database.city)
      let (procedure, opened) = try procedures.procedure(ofCase: number)
      let calendar = try procedures.calendar()
      let plan = PhasePlan(procedure, from: opened, calendar: calendar)
      ListingOutput(format: format, language: language).show(try listing(plan, procedure, store.doneDays(number), language))
      Terminal.note(
        language("按时限全部办完：\(iso(plan.ends))；★ 为关键路径。", "all done by \(iso(plan.ends)) when every limit is used; ★ critical path."))
    }
  }

  private func listing(_ plan: PhasePlan, _ procedure: Procedure, _ done: [String: Int], _ language: Language) throws -> Listing {
    var listing = Listing(columns: ["critical", "step", "due", "planned_from", "planned_to", "real", "drift"], rows: [])
    for phase in plan.phases {
      guard let step = procedure.step(phase.step), step.mode != .end else { continue }
      let real = done[phase.step]
      listing.rows.append([
        phase.isCritical ? "★" : "", language(step.title, step.titleEnglish), step.due?.text, iso(phase.begins), iso(phase.ends),
        real.map(iso),
        real.map { "\($0 - phase.ends)" },
      ])
    }
    return listing
  }

  private func iso(_ day: Int) -> String { CivilDate(daysSince1970: day)?.iso ?? "" }
}
