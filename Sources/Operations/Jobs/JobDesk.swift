import Allocation
import Diagnostics
import Foundation
import Intake
import Postgres
import ScenarioFiles
import Store

/// Carries out one job.
struct JobDesk {
  let session: Session
  let city: String
  /// Of the worker; what the asker reads comes with the job.
  var language: Language
  /// Told how far it is; false asks to stop.
  let watch: (String) -> Bool

  /// The result as JSON.
  func carryOut(_ job: JobStore.Job) throws -> String {
    var desk = self
    desk.language = Self.language(of: job) ?? language
    return try desk.carryOutInLanguage(job)
  }

  private func carryOutInLanguage(_ job: JobStore.Job) throws -> String {
    switch job.kind {
    case "scenario": JSONText.pretty(try scenario(try payload(job), job))
    case "import": JSONText.pretty(try take(try payload(job), job))
    case "quota": JSONText.pretty(try quota(try payload(job), job))
    case "enterprises": JSONText.pretty(try enterprises(try payload(job), job))
    case "estimate": JSONText.pretty(try estimate(try payload(job), job))
    case "explore": JSONText.line(try explorations.explore(try payload(job)))
    case "verification": JSONText.pretty(try verify(try payload(job), job))
    case "rehearsal": JSONText.line(try explorations.rehearse(try payload(job)))
    default: throw CommandError.usage(language("没有后台任务 \(job.kind)。", "There is no job of kind \(job.kind)."))
    }
  }

  /// What the asker reads; nil where the job doesn't say.
  static func language(of job: JobStore.Job) -> Language? {
    struct Reader: Decodable { var language: String? }
    return Job.read(Reader.self, job.payload)?.language.flatMap { Language(rawValue: $0) }
  }

  private var explorations: ExplorationDesk { ExplorationDesk(session: session, city: city, language: language, watch: watch) }
  private func payload<T: Decodable>(_ job: JobStore.Job) throws -> T { try JSONDecoder().decode(T.self, from: Data(job.payload.utf8)) }

  private func scenario(_ ask: Job.Scenario, _ job: JobStore.Job) throws -> Job.Scenario.Result {
    var scenario: Scenario
    if let run = ask.run {
      scenario = try RunStore(session, city: city).read(run).scenario
    } else {
      let folder = try ScenarioFolder.ofCity(session, city: city, folder: nil)
      scenario = try ask.content.map { try folder.scenario(Job.Scenario.sentName, content: $0) } ?? folder.scenario(ask.name ?? "")
    }
    if let wish = ask.wish, !wish.isEmpty {
      try checkPools(of: wish, scenario)
      scenario = try wish.applied(to: scenario)
      scenario.title = job.title.isEmpty ? scenario.title : job.title
    }
    if let seconds = ask.seconds { scenario.limits.seconds = seconds }
    // The key is the job's: a job that is begun again after its worker was killed stores its plan once.
    let outcome = try PlanRunner(session: session, city: city, actor: job.person, language: language, watch: watch).run(
      scenario, key: "job:\(job.number)")
    return .init(run: outcome.run)
  }

  /// On today's books no more is lent than there is, and one county's supply is changed only where it has some. Throws `Wish.Fault`.
  private func checkPools(of wish: Wish, _ scenario: Scenario) throws {
    guard !(wish.lends ?? []).isEmpty || (wish.supply ?? []).contains(where: { $0.region != nil }) else { return }
    let wished = try wish.withoutLends.applied(to: scenario)
    let baseDate = wished.baseDate ?? Today.date
    let vintage = wished.vintage ?? baseDate.year
    let source = try SnapshotStore(session, city: city).read(baseDate: baseDate, vintage: vintage, lastYear: vintage + wished.horizon - 1)
    try wish.checkSupply(in: try SnapshotBuilder.build(source: source, scenario: scenario))
    _ = try wish.objections(in: try SnapshotBuilder.build(source: source, scenario: wished))
  }

  private func take(_ ask: Job.Import, _ job: JobStore.Job) throws -> Job.Import.Result {
    let store = LibraryStore(session, city: city)
    let file = try file(ask)
    let sent = ProjectFile(file.bytes, name: file.name, mendings: ask.mendings, session: session, city: city)
    return try sent.read(language, watch: watch) { content in
      var mistakes = content.report.diagnostics
      if let region = ask.region { mistakes += foreign(content.records, region, file.name) }
      var result = Job.Import.Result(
        counts: [:], reopened: 0, differences: [], mistakes: mistakes.prefix(Job.Import.toldLimit).map { mistake($0, content.report) },
        mistakeCount: max(mistakes.count, content.report.errors + content.report.warnings + content.report.notes),
        columns: content.report.sheets.flatMap(\.columns).map { .init(header: $0.header, field: $0.field) },
        known: content.mapping.fields.compactMap(\.names.first) + content.mapping.demands.compactMap(\.names.first)
          + content.mapping.ignored.prefix(1))
      guard !mistakes.contains(where: { $0.level == .error }) else { return result }
      let request = LibraryStore.Request(actor: job.person, document: ask.document, date: ask.date)
      let take = { (_: Session) throws -> [LibraryStore.Difference] in
        let differences = try store.take(content.records, report: content.report, request: request) {
          _ = watch(language("写入 \($0) 行", "writing row \($0)"))
        }
        if ask.region != nil { try refuseMoves(differences) }
        return differences
      }
      let differences = try ask.isDryRun ? session.dryRun(take) : session.transaction(take)
      for difference in differences { result.counts[difference.change.rawValue, default: 0] += 1 }
      result.reopened = differences.count { $0.isReopened }
      result.differences = differences.filter { $0.change != .unchanged }.prefix(Job.Import.toldLimit).map {
        .init(change: $0.change.rawValue, project: $0.project, name: $0.name, row: $0.row, was: $0.was, became: $0.became)
      }
      return result
    }
  }

  /// The file as it was sent in. Throws where it is gone.
  func file(_ ask: Job.Import) throws -> (name: String, bytes: Data) {
    guard let file = try JobStore(session, city: city).file(ask.file) else {
      throw CommandError.refused(language("上传的文件已不在；请重新上传。", "The file that was sent in is gone; send it again."))
    }
    return file
  }

  /// A county enters its own projects only.
  private func foreign(_ records: [ProjectRecord], _ region: String, _ file: String) -> [Diagnostic] {
    records.filter { $0.text(.region) != region }.map {
      Diagnostic(.unknownName, at: .init(file: file, sheet: $0.sheet, row: $0.row), found: $0.text(.region) ?? "", expected: region)
    }
  }

  /// A code that is another county's project would come over with the file.
  private func refuseMoves(_ differences: [LibraryStore.Difference]) throws {
    let moved = differences.filter { $0.change == .changed && $0.was.contains("\"region\":") }.map(\.project)
    guard moved.isEmpty else {
      throw CommandError.refused(
        language("以下代码属于其他县市区的项目：", "These codes are projects of other counties: ") + moved.prefix(20).joined(separator: "、"))
    }
  }

  func mistake(_ diagnostic: Diagnostic, _ report: IntakeReport) -> Job.Import.Mistake {
    let columns = report.sheets.first { $0.sheet == diagnostic.place.sheet || report.sheets.count == 1 }?.columns ?? []
    return .init(
      level: diagnostic.level.rawValue, code: diagnostic.code.rawValue, sheet: diagnostic.place.sheet, row: diagnostic.place.row,
      column: diagnostic.place.column, text: diagnostic.text(language),
      header: columns.first { $0.column == diagnostic.place.column }?.header, found: diagnostic.found)
  }
}
