import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Optimisation
import Reporting
import Store

struct PlanExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why a project is out, what would bring it in, and by when there is an answer (L20.2); or what it got.",
    discussion: """
      yaosu plan explain 3 LC-G-0412                    one project, with the exact price of pushing others out
      yaosu plan explain 3                              everyone who is left out
      yaosu plan explain 3 --format csv                 what each of them lacks in points, in one pass
      yaosu plan explain 3 LC-G-0412 --format json
      """)
  @Argument(help: ArgumentHelp("Number of the run.", valueName: "run"))
  var number: Int
  @Argument(help: "Project code; without it, all that are left out.")
  var project: String?
  @Option(help: "table (sentences), csv (points that are lacking) or json.")
  var format: OutputFormat = .table
  @Option(help: "Projects that are told at the most.")
  var limit = 100_000
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = RunStore(try database.migratedSession(), city: database.city)
      let stored = try store.read(number)
      try explain(stored, language)
      if format == .table { try tellDates(store, language) }
    }
  }

  private func explain(_ stored: RunStore.Stored, _ language: Language) throws {
    guard let project else { return all(stored, language) }
    guard let index = stored.snapshot.projects.firstIndex(where: { $0.code == project }) else {
      throw CommandError.refused(
        language(
          "方案 \(number) 没有考虑 \(project)：它不在储备中，或被情景筛除（第十三、十四条）。",
          "Run \(number) did not look at \(project): not in reserve, or filtered out (L13, L14)."))
    }
    try one(stored, index, language)
  }

  private func chosen(_ stored: RunStore.Stored, _ award: Plan.Award?, _ words: Words) -> [String] {
    guard let award else { return [] }
    var only = stored.plan
    only.awards = [award]
    return words.chosenVariants(only)
  }

  /// What a date is worth: how many of those given so far were kept. Nothing while none has passed.
  private func tellDates(_ store: RunStore, _ language: Language) throws {
    let dates = try store.datesKept()
    guard dates.kept + dates.missed > 0 else { return }
    let percent = String(format: "%.0f%%", Double(dates.kept) / Double(dates.kept + dates.missed) * 100)
    Terminal.out(
      language(
        "以往给出的期限：兑现 \(dates.kept) 个，逾期 \(dates.missed) 个（兑现率 \(percent)）",
        "dates given so far: \(dates.kept) kept, \(dates.missed) missed (\(percent) kept)"))
  }

  private func all(_ stored: RunStore.Stored, _ language: Language) {
    let words = Words(snapshot: stored.snapshot, language: language)
    if format == .json { return Terminal.out(JSONText.pretty(Array(stored.plan.unmet.prefix(limit)))) }
    if format == .csv { return allInPoints(stored) }
    for unmet in stored.plan.unmet.prefix(limit) { Terminal.out(words.paragraph(unmet) + "\n") }
  }

  /// What each lacks at the prices of its tier; empty where no number of points would do.
  private func allInPoints(_ stored: RunStore.Stored) {
    let projects = stored.snapshot.projects
    Terminal.out("project,name,tier,score,points_needed,points_missing")
    for deficit in Explainer(snapshot: stored.snapshot, plan: stored.plan).deficits().prefix(limit) {
      let project = projects[deficit.project]
      let cells = [
        project.code, project.name, "\(project.tier + 1)", "\(deficit.score)", deficit.points.map { "\($0)" } ?? "",
        deficit.missing.map { "\($0)" } ?? "",
      ]
      Terminal.out(cells.map(CSVText.cell).joined(separator: ","))
    }
  }

  private func one(_ stored: RunStore.Stored, _ index: Int, _ language: Language) throws {
    let words = Words(snapshot: stored.snapshot, language: language)
    guard let unmet = stored.plan.unmet.first(where: { $0.project == index }) else {
      // It may be served in another form.
      let forms = stored.snapshot.libraryForms
      let award = stored.plan.awards.first { $0.project == index || forms[$0.project] == index }
      return Terminal.out(([words.award(award, project: award?.project ?? index)] + chosen(stored, award, words)).joined(separator: "\n"))
    }
    if format == .json { return Terminal.out(JSONText.pretty(unmet)) }
    Terminal.out(words.paragraph(unmet))
    let explainer = Explainer(snapshot: stored.snapshot, plan: stored.plan)
    for variant in explainer.variants(of: index) { Terminal.out(words.paragraph(variant)) }
    if let displacement = try explainer.displacement(index, solver: HighsSolver()) { Terminal.out(words.displacement(displacement)) }
  }
}
