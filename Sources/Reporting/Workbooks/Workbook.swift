internal import CXlsxWriter
import Diagnostics
import Foundation

/// An Excel workbook, written once from top to bottom (libxlsxwriter keeps one row in memory).
public final class Workbook {
  public struct Failure: Error, Hashable, Sendable {
    public var path: String
    /// What the library says.
    public var reason: String
  }
  /// One column of a sheet.
  public struct Column: Sendable {
    /// `plain`: a whole number that counts nothing, as a year or a serial number: no separators.
    public enum Kind: Sendable { case text, number, integer, plain }
    public var title: String
    public var kind: Kind
    public init(_ title: String, _ kind: Kind = .text) { (self.title, self.kind) = (title, kind) }
  }

  /// Rows of one sheet; Excel itself ends at 1,048,576.
  public static let rowLimit = 1_048_000
  /// Characters of one cell; Excel itself ends at 32,767.
  static let cellLimit = 32_000

  /// Of libxlsxwriter.
  public static var libraryVersion: String { String(cString: lxw_version()) }

  /// Points.
  private static let headerHeight = 20.0

  private let path: String
  private let raw: UnsafeMutablePointer<lxw_workbook>
  let header: UnsafeMutablePointer<lxw_format>?
  private let number: UnsafeMutablePointer<lxw_format>?
  private let integer: UnsafeMutablePointer<lxw_format>?
  private let wrapped: UnsafeMutablePointer<lxw_format>?
  private var colours: [Diagnostic.Level: UnsafeMutablePointer<lxw_format>] = [:]
  private var isClosed = false

  public init(path: String) throws {
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let raw = workbook_new_opt(path, &options) else { throw Failure(path: path, reason: "out of memory") }
    (self.path, self.raw) = (path, raw)
    header = workbook_add_format(raw)
    format_set_bold(header)
    format_set_bg_color(header, 0xE8EEF3)
    format_set_border(header, 1)
    format_set_text_wrap(header)
    number = workbook_add_format(raw)
    format_set_num_format(number, "#,##0.####")
    integer = workbook_add_format(raw)
    format_set_num_format(integer, "#,##0")
    wrapped = workbook_add_format(raw)
    format_set_text_wrap(wrapped)
    format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
  }
  deinit { if !isClosed { workbook_close(raw) } }

  /// Adds a sheet with a frozen header, filters, widths that fit, and a layout that prints. Numbers are given as decimal texts, so that
  /// no digit is lost before Excel's own; a text that isn't one stays text.
  public func sheet(_ name: String, columns: [Column], rows: [[String]]) throws {
    let sheet = try add(name)
    for (column, item) in columns.enumerated() {
      let content = rows.prefix(500).reduce(TextTable.width(item.title)) { max($0, min(TextTable.width($1[column]), 60)) }
      worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), Double(max(content, 6)) + 2, nil)
    }
    worksheet_set_row(sheet, 0, Self.headerHeight, nil)
    for (column, item) in columns.enumerated() { worksheet_write_string(sheet, 0, lxw_col_t(column), item.title, header) }
    for (index, row) in rows.prefix(Self.rowLimit).enumerated() {
      for (column, text) in row.enumerated() { write(text, columns[column].kind, sheet, lxw_row_t(index + 1), lxw_col_t(column)) }
    }
    worksheet_freeze_panes(sheet, 1, 0)
    if !rows.isEmpty { worksheet_autofilter(sheet, 0, 0, lxw_row_t(rows.count), lxw_col_t(max(columns.count - 1, 0))) }
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_set_footer(sheet, "&C&P / &N")
  }

  private func write(
    _ text: String, _ kind: Column.Kind, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t
  ) {
    if text.isEmpty { return }
    if kind != .text, let value = Double(text) {
      worksheet_write_number(sheet, row, column, value, kind == .integer ? integer : kind == .plain ? nil : number)
    } else {
      worksheet_write_string(sheet, row, column, String(text.prefix(Self.cellLimit)), text.contains("\n") ? wrapped : nil)
    }
  }

  /// A new sheet; its name without what Excel doesn't take, at most 31 characters.
  func add(_ name: String) throws -> UnsafeMutablePointer<lxw_worksheet> {
    let allowed = String(name.map { "[]:*?/\\'".contains($0) ? "_" : $0 }.prefix(31))
    guard let sheet = workbook_add_worksheet(raw, allowed) else { throw Failure(path: path, reason: "sheet \(name)") }
    return sheet
  }

  /// The cell colour of a level: red for errors, yellow for warnings, blue for notes.
  func colour(_ level: Diagnostic.Level) -> UnsafeMutablePointer<lxw_format>? {
    if let known = colours[level] { return known }
    guard let format = workbook_add_format(raw) else { return nil }
    let value: UInt32 =
      switch level {
      case .error: 0xF8C9C4
      case .warning: 0xFCE8B2
      case .note: 0xDCE9F5
      }
    format_set_bg_color(format, value)
    colours[level] = format
    return format
  }

  /// Writes the file. Throws `Failure` when it can't be written.
  public func close() throws {
    isClosed = true
    let status = workbook_close(raw)
    guard status == LXW_NO_ERROR else { throw Failure(path: path, reason: String(cString: lxw_strerror(status))) }
  }
}
