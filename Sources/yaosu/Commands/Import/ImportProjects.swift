import ArgumentParser
import Diagnostics
import Foundation
import Intake
import Postgres
import Reporting
import Store

struct ImportProjects: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "projects", abstract: "Takes in the projects of a file by project code, and shows the difference to what is there.",
    discussion: """
      yaosu import projects 莘县.xlsx --dry-run
      yaosu import projects city/projects.csv --complete --format csv
      """)
  @OptionGroup var file: ImportOptions
  @Flag(help: "The file is the complete list of its regions: what it leaves out is shown; nothing is removed.")
  var complete = false
  @Option(help: "Document that it came with.")
  var document: String?
  @Option(help: "Differences that are listed.")
  var limit = 20
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table

  func run() throws {
    let language = file.language.language
    try Failure.report(language) {
      let session = try file.database.migratedSession()
      let store = LibraryStore(session, city: file.database.city)
      let line = ProgressLine()
      defer { line.end() }
      let (mapping, context) = (try file.columns("projects"), try store.intakeContext())
      let source = try RowSource(file.path)
      var records: [ProjectRecord] = []
      let report = try ProjectIntake(mapping: mapping, context: context, recipe: file.mendings()).read(source) { record in
        records.append(record)
        line.show(language("读取第 \(records.count) 行", "reading row \(records.count)"))
      }
      line.end()
      try file.judge(report, source: source, mapping: mapping, context: context)
      let request = LibraryStore.Request(
        actor: file.database.actorName, document: document, date: file.businessDate, isComplete: complete)
      let take = { (_: Session) in
        try store.take(records, report: report, request: request) { line.show(language("写入 \($0) 行", "writing row \($0)")) }
      }
      let differences = try file.dryRun ? session.dryRun(take) : take(session)
      line.end()
      show(differences, language)
    }
  }

  private func show(_ differences: [LibraryStore.Difference], _ language: Language) {
    let told = differences.filter { $0.change != .unchanged }
    let rows = told.map { item in
      [
        word(item.change, language), item.project, item.name, item.row.map(String.init),
        item.change == .changed ? (format == .table ? DifferenceText.text(item) : "\(item.was) → \(item.became)") : "",
      ]
    }
    let listing = Listing(
      columns: ["change", "project", "name", "row", "difference"], rows: format == .table ? Array(rows.prefix(limit)) : rows)
    if !listing.rows.isEmpty { ListingOutput(format: format, language: language).show(listing) }
    if format == .table, told.count > limit { Terminal.note(language("……另有 \(told.count - limit) 项", "… and \(told.count - limit) more")) }
    func count(_ change: LibraryStore.Difference.Change) -> Int { differences.count { $0.change == change } }
    Terminal.note(
      language(
        "\(file.dryRun ? "试运行，未写入：" : "已导入：")新增 \(count(.new))，变更 \(count(.changed))，不变 \(count(.unchanged))，文件未列 \(count(.missing))",
        "\(file.dryRun ? "dry run, nothing written: " : "imported: ")\(count(.new)) new, \(count(.changed)) changed, \(count(.unchanged)) unchanged, \(count(.missing)) missing from the file"
      ))
    let reopened = differences.count { $0.isReopened }
    if reopened > 0 {
      Terminal.note(
        language("\(reopened) 个储备项目内容实质变更，退回会商（第十二条）", "\(reopened) reserved projects changed materially and go back to consultation (L12)")
      )
    }
  }

  private func word(_ change: LibraryStore.Difference.Change, _ language: Language) -> String {
    switch change {
    case .new: language("新增", "new")
    case .changed: language("变更", "changed")
    case .unchanged: language("不变", "unchanged")
    case .missing: language("文件未列", "missing")
    }
  }
}
