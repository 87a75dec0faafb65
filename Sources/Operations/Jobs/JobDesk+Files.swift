import Diagnostics
import Foundation
import Intake
import Postgres
import Store

/// Files beside those of projects, and what is estimated from norms.
extension JobDesk {
  /// Rehearsed it is booked and taken back; in earnest each batch waits for a second person, as every movement does.
  func quota(_ ask: Job.Import, _ job: JobStore.Job) throws -> Job.Import.Result {
    let sent = try file(ask)
    return try TemporaryFile.with(sent.bytes, name: sent.name) { path in
      let source = try RowSource(path)
      let mapping = try ColumnMapping(path: ResourceFolder.scenarios().appending(path: "mapping/quota.json").path)
      let context = try LibraryStore(session, city: city).intakeContext()
      let recipe = Recipe((ask.mendings ?? []).map { .init(header: $0.header, found: $0.found, becomes: $0.becomes) })
      let (records, report) = try QuotaIntake(mapping: mapping, context: context, recipe: recipe).records(source)
      var result = Job.Import.Result(
        counts: [:], reopened: 0, differences: [],
        mistakes: report.diagnostics.prefix(Job.Import.toldLimit).map { mistake($0, report) },
        mistakeCount: report.errors + report.warnings + report.notes,
        columns: report.sheets.flatMap(\.columns).map { .init(header: $0.header, field: $0.field) },
        known: mapping.fields.compactMap(\.names.first) + mapping.ignored.prefix(1))
      guard report.errors == 0 else { return result }
      let store = QuotaStore(session, city: city)
      let posted: QuotaStore.Posted
      if ask.isDryRun {
        posted = try session.dryRun { _ in
          try store.post(records, fileHash: report.hash, actor: job.person, date: ask.date) {
            _ = watch(language("记账 \($0) 行", "booking row \($0)"))
          }
        }
      } else {
        let caller = Caller(city: city, person: job.person, request: "job \(job.number)")
        let proposed = try store.propose(records, fileHash: report.hash, caller: caller, date: ask.date) { document, rows in
          language("导入指标 \(sent.name) \(document)：\(rows) 行", "quota of \(sent.name) \(document): \(rows) rows")
        }
        (posted, result.proposals) = (proposed.posted, proposed.proposals)
      }
      result.counts = ["rows": posted.rows, "batches": posted.batches, "booked": posted.replayed]
      return result
    }
  }

  /// Yearly figures of enterprises, all or none, and the grades that follow from them.
  func enterprises(_ ask: Job.Import, _ job: JobStore.Job) throws -> Job.Import.Result {
    let sent = try file(ask)
    var result = Job.Import.Result(counts: [:], reopened: 0, differences: [], mistakes: [], mistakeCount: 0, columns: [])
    do {
      let records = try TemporaryFile.with(sent.bytes, name: sent.name) { path in
        try EnterpriseIntake.read(try RowSource(path), regions: try LibraryStore(session, city: city).regionNames())
      }
      let take = { (session: Session) in try EnterpriseStore(session, city: city).take(records, actor: job.person) }
      let taken = try ask.isDryRun ? session.dryRun(take) : take(session)
      result.counts = ["taken": taken.taken, "unchanged": taken.unchanged, "graded": taken.graded]
    } catch let list as DiagnosticList {
      result.mistakes = list.diagnostics.prefix(Job.Import.toldLimit).map(mistake)
      result.mistakeCount = list.total
    }
    return result
  }

  private func mistake(_ diagnostic: Diagnostic) -> Job.Import.Mistake {
    .init(
      level: diagnostic.level.rawValue, code: diagnostic.code.rawValue, sheet: diagnostic.place.sheet, row: diagnostic.place.row,
      column: diagnostic.place.column, text: diagnostic.text(language), header: nil, found: diagnostic.found)
  }

  func estimate(_ ask: Job.Estimate, _ job: JobStore.Job) throws -> Job.Estimate.Result {
    let made = try LibraryStore(session, city: city).estimate(actor: job.person, date: ask.date)
    return .init(demands: made.rows.count, projects: Set(made.rows.compactMap { $0[0] }).count)
  }
}
