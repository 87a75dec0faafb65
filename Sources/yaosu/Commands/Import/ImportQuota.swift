import ArgumentParser
import Diagnostics
import Intake
import Postgres
import Store

struct ImportQuota: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quota",
    abstract: "Books the quota of a file: deposits, expected plans, opening balances and old grants with their true dates.",
    discussion: """
      yaosu import quota city/quota.csv --dry-run
      yaosu import quota city/grants.csv
      The same file twice is once: the key of each batch is made from the file's content.
      """)
  @OptionGroup var file: ImportOptions

  func run() throws {
    let language = file.language.language
    try Failure.report(language) {
      let session = try file.database.migratedSession()
      let context = try LibraryStore(session, city: file.database.city).intakeContext()
      let source = try RowSource(file.path)
      let mapping = try file.columns("quota")
      let (records, report) = try QuotaIntake(mapping: mapping, context: context, recipe: file.mendings()).records(source)
      try file.judge(report, source: source, mapping: mapping, context: context)
      let store = QuotaStore(session, city: file.database.city)
      let line = ProgressLine()
      defer { line.end() }
      let post = { (_: Session) in
        try store.post(records, fileHash: report.hash, actor: file.database.actorName, date: file.businessDate) {
          line.show(language("记账 \($0) 行", "booking row \($0)"))
        }
      }
      let posted = try file.dryRun ? session.dryRun(post) : post(session)
      line.end()
      Terminal.note(
        language(
          "\(file.dryRun ? "试运行，未写入：" : "已入账：")\(posted.rows) 行，\(posted.batches) 批，其中 \(posted.replayed) 批以前已入账",
          "\(file.dryRun ? "dry run, nothing written: " : "booked: ")\(posted.rows) rows in \(posted.batches) batches, \(posted.replayed) of them booked before"
        ))
    }
  }
}
