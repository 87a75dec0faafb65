import Diagnostics
import Foundation

/// A file of rows, opened: what it is, its sheets, its bytes' hash. A CSV file has one sheet without a name.
public struct RowSource: Sendable {
  public let path: String
  /// Last part of the path, as diagnostics show it.
  public let file: String
  public let format: FileFormat
  /// SHA-256, hexadecimal.
  public let hash: String
  public let bytes: Int
  public let sheets: [String]
  /// Bare numbers in date columns count from 1904 instead of 1900.
  let countsFrom1904: Bool
  let limits: IntakeLimits

  /// Opens the file and looks what it is. Throws a `DiagnosticList` for what can't be read, is no table, is locked, or is too large.
  public init(_ path: String, limits: IntakeLimits = IntakeLimits()) throws {
    (self.path, self.limits) = (path, limits)
    let name = URL(fileURLWithPath: path).lastPathComponent
    file = name
    let data = try RowSource.contents(path, name, limits)
    bytes = data.count
    do {
      let head = try data.withUnsafeBytes { raw in
        let format = try FileFormat.sniff(raw, file: name, limits: limits)
        let is1904 = format == .xlsx ? try ZipDirectory(raw, file: name, limits: limits).countsFrom1904 : false
        return (format, is1904, Sha256.hex(of: raw))
      }
      (format, countsFrom1904, hash) = head
      sheets = format == .csv ? [""] : try Converter(format: head.0, path: path, limits: limits).sheets()
    } catch {
      throw RowSource.list(error, name, limits)
    }
    if sheets.count > limits.sheets {
      throw DiagnosticList([Diagnostic(.fileTooLarge, at: .init(file: name), found: "\(sheets.count)", expected: "≤ \(limits.sheets)")])
    }
  }

  /// Calls `each` with the number (from 1) and the raw cells of every row of a sheet until it returns false.
  /// Throws a `DiagnosticList` for faults of the file, and whatever `each` throws.
  public func rows(of sheet: String, each: (Int, [String]) throws -> Bool) throws {
    func guarded(_ number: Int, _ cells: [String]) throws -> Bool {
      if number > limits.rows + limits.headerRows {
        throw Diagnostic(
          .tooManyRows, at: .init(file: file, sheet: sheet.isEmpty ? nil : sheet, row: number), found: "> \(limits.rows)",
          expected: "≤ \(limits.rows)")
      }
      return try each(number, cells)
    }
    do {
      if format != .csv { return try Converter(format: format, path: path, limits: limits).rows(of: sheet, each: guarded) }
      try RowSource.contents(path, file, limits).withUnsafeBytes { raw in
        try TextBytes.withUTF8(raw, file: file) { text in
          var parser = CSVParser(
            delimiter: CSVParser.delimiter(of: text), maximumColumns: limits.columns, maximumCellBytes: limits.cellBytes)
          if try parser.take(text, each: guarded) { _ = try parser.finish(each: guarded) }
        }
      }
    } catch {
      throw RowSource.list(error, file, limits, sheet: sheet.isEmpty ? nil : sheet)
    }
  }

  private static func contents(_ path: String, _ name: String, _ limits: IntakeLimits) throws -> Data {
    var isFolder: ObjCBool = false
    let place = Diagnostic.Place(file: name)
    // Whatever keeps it from being read, here or below, the path is what there is to mend.
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
      let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    else { throw DiagnosticList([Diagnostic(.fileUnreadable, at: place, found: path)]) }
    guard size <= limits.fileBytes else {
      throw DiagnosticList([
        Diagnostic(.fileTooLarge, at: place, found: "\(size >> 20) MiB", expected: "≤ \(limits.fileBytes >> 20) MiB")
      ])
    }
    // As above: a file that goes or is closed to us between the two reads is told by its path.
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
      throw DiagnosticList([Diagnostic(.fileUnreadable, at: place, found: path)])
    }
    return data
  }

  /// Turns a failure of a reader into diagnostics; passes on what isn't one.
  private static func list(_ error: any Error, _ file: String, _ limits: IntakeLimits, sheet: String? = nil) -> any Error {
    func one(_ code: DiagnosticCode, row: Int? = nil, column: Int? = nil, found: String = "", expected: String = "") -> DiagnosticList {
      DiagnosticList([Diagnostic(code, at: .init(file: file, sheet: sheet, row: row, column: column), found: found, expected: expected)])
    }
    switch error {
    case let diagnostic as Diagnostic: return DiagnosticList([diagnostic])
    case CSVParser.Failure.openQuote(let row): return one(.fileUnreadable, row: row, found: "\"", expected: "\" … \"")
    case CSVParser.Failure.cellTooLong(let row, let column):
      return one(.textTooLong, row: row, column: column, expected: "≤ \(limits.cellBytes) B")
    case CSVParser.Failure.tooManyColumns(let row):
      return one(.fileTooLarge, row: row, found: "> \(limits.columns)", expected: "≤ \(limits.columns)")
    case Converter.Failure.missing(let tool): return one(.converterMissing, found: tool, expected: "apt-get install gdal-bin util-linux")
    case Converter.Failure.timedOut(let seconds): return one(.fileTooLarge, found: "> \(seconds) s", expected: "≤ \(seconds) s")
    case Converter.Failure.outputTooLarge: return one(.fileTooLarge, expected: "≤ \(limits.converterOutputBytes >> 20) MiB")
    case Converter.Failure.failed(let said): return one(.fileUnreadable, found: said)
    default: return error
    }
  }
}
