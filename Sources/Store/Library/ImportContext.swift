import Intake

/// What `library.import_staged` wants to know of a file and of who brings it.
struct ImportContext: Encodable {
  var city: String
  var actor: String
  var date: String
  var mode: String
  var document: String?
  var fileName: String
  var fileHash: String
  var fileBytes: Int
  var format: String
  var mapping: [Sheet]
  enum CodingKeys: String, CodingKey {
    case city, actor, date, mode, document, format, mapping
    case fileName = "file_name"
    case fileHash = "file_hash"
    case fileBytes = "file_bytes"
  }

  struct Sheet: Encodable {
    var sheet: String
    var headerRow: Int
    var columns: [Column]
    enum CodingKeys: String, CodingKey {
      case sheet, columns
      case headerRow = "header_row"
    }
  }
  struct Column: Encodable {
    var column: Int
    var header: String
    var field: String
    var unit: String?
  }

  init(city: String, _ report: IntakeReport, _ request: LibraryStore.Request) {
    (self.city, actor, date, document) = (city, request.actor, request.date, request.document)
    mode = request.isComplete ? "complete" : "upsert"
    (fileName, fileHash, fileBytes, format) = (report.file, report.hash, report.bytes, report.format.rawValue)
    mapping = report.sheets.map { sheet in
      Sheet(
        sheet: sheet.sheet, headerRow: sheet.headerRow,
        columns: sheet.columns.map { Column(column: $0.column, header: $0.header, field: $0.field, unit: $0.unit) })
    }
  }
}
