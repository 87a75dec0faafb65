internal import CXlsxWriter
public import Diagnostics
import Foundation

extension Workbook {
  /// Adds a sheet as it is, with coloured cells and comments where something is to say, and lists to choose from.
  ///
  /// Cells stay text, as the clerk typed them: what was a faulty number must come back as it was.
  public func sheet(_ annotated: AnnotatedSheet) throws {
    let sheet = try add(annotated.name)
    let columns = annotated.rows.map(\.count).max() ?? 0
    for column in 0..<columns {
      let width = annotated.rows.prefix(200).reduce(6) { max($0, min(TextTable.width($1.indices.contains(column) ? $1[column] : ""), 40)) }
      worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), Double(width) + 2, nil)
    }
    var marks = annotated.marks[...]
    let last = max(annotated.rows.count, annotated.marks.last?.row ?? 0)
    for index in 0..<last {
      var row = index < annotated.rows.count ? annotated.rows[index] : []
      var levels: [Int: Diagnostic.Level] = [:]
      while let mark = marks.first, mark.row == index + 1 {
        marks.removeFirst()
        levels[mark.column] = mark.level
        while row.count < mark.column { row.append("") }
        worksheet_write_comment(sheet, lxw_row_t(index), lxw_col_t(mark.column - 1), mark.text)
      }
      for (column, text) in row.enumerated() {
        let format = levels[column + 1].map(colour) ?? (index < annotated.headerRow ? header : nil)
        write(text, to: sheet, row: index, column: column, format: format)
      }
    }
    for choice in annotated.choices { addList(choice, to: sheet) }
    if annotated.headerRow > 0 { worksheet_freeze_panes(sheet, lxw_row_t(annotated.headerRow), 0) }
  }

  private func write(
    _ text: String, to sheet: UnsafeMutablePointer<lxw_worksheet>, row: Int, column: Int, format: UnsafeMutablePointer<lxw_format>?
  ) {
    if text.isEmpty {
      if format != nil { worksheet_write_blank(sheet, lxw_row_t(row), lxw_col_t(column), format) }
    } else {
      worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), String(text.prefix(Workbook.cellLimit)), format)
    }
  }

  /// A list to choose from; a value outside it is let in with a warning, because the import knows more spellings than the list shows.
  private func addList(_ choice: AnnotatedSheet.Choice, to sheet: UnsafeMutablePointer<lxw_worksheet>) {
    // Excel's limit for a list that stands in the cell's own rule, separators included.
    guard choice.values.joined(separator: ",").count <= 255, choice.firstRow <= choice.lastRow else { return }
    var names: [UnsafeMutablePointer<CChar>?] = choice.values.map { strdup($0) } + [nil]
    defer { names.forEach { free($0) } }
    names.withUnsafeMutableBufferPointer { names in
      var rule = lxw_data_validation()
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      rule.value_list = names.baseAddress
      rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
      worksheet_data_validation_range(
        sheet, lxw_row_t(choice.firstRow - 1), lxw_col_t(choice.column - 1), lxw_row_t(choice.lastRow - 1), lxw_col_t(choice.column - 1),
        &rule)
    }
  }
}
