public import Diagnostics
import Procedures

extension Document {
  /// The same as a workbook: a sheet for the texts and forms, one for each table. Throws `Workbook.Failure`.
  public func writeWorkbook(to path: String, _ language: Language) throws {
    let workbook = try Workbook(path: path)
    var lines: [[String]] = [[title, ""]] + facts.map { [$0, ""] }
    var tables: [Table] = []
    for block in blocks {
      switch block {
      case .heading(let text): lines.append([text, ""])
      case .paragraph(let text): lines.append(["", text])
      case .form(let form, let values):
        let layout = FormLayout(form, values: values, language: language, words: words)
        for field in form.fields {
          if let section = field.section { lines.append([language(section, field.sectionEnglish ?? section), ""]) }
          lines.append([layout.label(field), layout.value(field)])
        }
        if let pledge = form.pledge { lines.append(["", language(pledge, form.pledgeEnglish ?? pledge)]) }
      case .table(let table): tables.append(table)
      case .signature(let texts): lines += texts.map { [$0, ""] }
      case .picture: break
      }
    }
    if !footnote.isEmpty { lines.append(["", footnote]) }
    try workbook.sheet(title, columns: [.init(language("项目", "item")), .init(language("内容", "content"))], rows: lines)
    for (number, table) in tables.enumerated() {
      let name = table.title.isEmpty ? "\(title) \(number + 1)" : table.title
      try workbook.sheet(
        "\(number + 1) \(name)",
        columns: table.columns.enumerated().map { .init($0.element, table.numbers.contains($0.offset) ? .number : .text) },
        rows: table.rows)
    }
    try workbook.close()
  }
}
