public import Diagnostics
public import Foundation
import Intake
public import Postgres
import Reporting
import Store

/// A file of projects that was sent in, read with the city's own names and the mapping that is shipped.
public struct ProjectFile {
  let session: Session
  let city: String
  let name: String
  let bytes: Data
  private let recipe: Recipe

  /// `mendings`: what headers and cells become before they are read.
  public init(_ bytes: Data, name: String, mendings: [Job.Import.Mending]?, session: Session, city: String) {
    (self.bytes, self.name, self.session, self.city) = (bytes, name, session, city)
    recipe = Recipe((mendings ?? []).map { .init(header: $0.header, found: $0.found, becomes: $0.becomes) })
  }

  struct Content {
    var records: [ProjectRecord]
    var report: IntakeReport
    var source: RowSource
    var mapping: ColumnMapping
    var context: IntakeContext
  }

  /// Lends what the file says; the file itself is gone afterwards. `watch`: told after each hundred rows; false stops.
  func read<R>(_ language: Language, watch: (String) -> Bool, _ body: (Content) throws -> R) throws -> R {
    try TemporaryFile.with(bytes, name: name) { path in
      let mapping = try ColumnMapping(path: ResourceFolder.scenarios().appending(path: "mapping/projects.json").path)
      let context = try LibraryStore(session, city: city).intakeContext()
      let source = try RowSource(path)
      var records: [ProjectRecord] = []
      let report = try ProjectIntake(mapping: mapping, context: context, recipe: recipe).read(source) { record in
        records.append(record)
        guard records.count % 100 != 0 || watch(language("读取第 \(records.count) 行", "reading row \(records.count)")) else {
          throw CancellationError()
        }
      }
      return try body(Content(records: records, report: report, source: source, mapping: mapping, context: context))
    }
  }

  /// The file as a workbook with every fault on its cell and lists to choose from, to be mended and sent in again.
  public func annotated(_ language: Language) throws -> Data {
    try read(language, watch: { _ in true }) { content in
      let sheets = try AnnotatedWorkbook(
        source: content.source, report: content.report, mapping: content.mapping, context: content.context, language: language
      ).sheets
      return try TemporaryFile.made("annotated.xlsx") { path in
        let book = try Workbook(path: path)
        for sheet in sheets { try book.sheet(sheet) }
        try book.close()
      }
    }
  }
}
