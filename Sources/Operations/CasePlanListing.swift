import Allocation
public import Diagnostics
public import Postgres
import Procedures
import Reporting
public import Store

/// The plan of a case by its procedure's limits: each step's days, the critical path, planned against real (L22).
public struct CasePlanListing: Sendable {
  /// critical, step, due, planned_from, planned_to, real, drift (days).
  public let listing: Listing
  /// The day (ISO) on which all is done when every limit is used.
  public let ends: String

  /// Throws `StoreError.noCase` where there is no such case, or none that the person sees.
  public init(_ number: Int, session: Session, city: String, person: String, language: Language) throws {
    let store = CaseStore(session, city: city, person: person)
    guard try !store.facts(number).rows.isEmpty else { throw StoreError.noCase(number) }
    let procedures = ProcedureStore(session, city: city)
    let (procedure, opened) = try procedures.procedure(ofCase: number)
    let plan = PhasePlan(procedure, from: opened, calendar: try procedures.calendar())
    let done = try store.doneDays(number)
    ends = Self.iso(plan.ends)
    var listing = Listing(columns: ["critical", "step", "due", "planned_from", "planned_to", "real", "drift"], rows: [])
    for phase in plan.phases {
      guard let step = procedure.step(phase.step), step.mode != .end else { continue }
      let real = done[phase.step]
      listing.rows.append([
        phase.isCritical ? "★" : "", language(step.title, step.titleEnglish), step.due.map { TermText.text($0, language) },
        Self.iso(phase.begins),
        Self.iso(phase.ends), real.map(Self.iso), real.map { "\($0 - phase.ends)" },
      ])
    }
    self.listing = listing
  }

  private static func iso(_ day: Int) -> String { CivilDate(daysSince1970: day)?.iso ?? "" }
}
