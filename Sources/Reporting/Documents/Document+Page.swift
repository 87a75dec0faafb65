public import Diagnostics
import Procedures

extension Document {
  /// One self-contained page that prints on A4: no script, nothing loaded from elsewhere.
  public func html(_ language: Language) -> String {
    """
    <!doctype html>
    <html lang="\(language == .chinese ? "zh-CN" : "en")"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
    <title>\(Markup.escaped(title))</title><style>\(DocumentStyle.css(isLandscape: isLandscape))</style></head>
    <body><main><header><p class="issuer">\(Markup.escaped(issuer))</p><h1>\(Markup.escaped(title))</h1>
    <p class="facts">\(facts.map(Markup.escaped).joined(separator: "　"))</p></header>
    \(blocks.map { html(of: $0, language) }.joined(separator: "\n"))
    \(footnote.isEmpty ? "" : "<footer>\(Markup.escaped(footnote))</footer>")</main></body></html>
    """
  }

  private func html(of block: Block, _ language: Language) -> String {
    switch block {
    case .heading(let text): "<h2>\(Markup.escaped(text))</h2>"
    case .paragraph(let text): "<p>\(Markup.escaped(text).replacing("\n", with: "<br>"))</p>"
    case .form(let form, let values): FormLayout(form, values: values, language: language, words: words).html
    case .table(let table): html(of: table, language)
    case .picture(let svg): "<figure>\(svg)</figure>"
    case .signature(let lines): "<div class=\"sign\">\(lines.map { "<p>\(Markup.escaped($0))</p>" }.joined())</div>"
    }
  }

  private func html(of table: Table, _ language: Language) -> String {
    let head = table.columns.enumerated().map { place, title in
      // Short headings don't break, long ones aren't let become towers.
      let width = title.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
      let kinds = (table.numbers.contains(place) ? ["n"] : []) + (width > 14 ? ["w"] : [])
      return "<th\(kinds.isEmpty ? "" : " class=\"\(kinds.joined(separator: " "))\"")>\(Markup.escaped(title))</th>"
    }
    func kind(_ column: Int, _ text: String) -> String {
      table.numbers.contains(column) ? " class=\"n\"" : text.contains(/^\d{4}-\d{2}(-\d{2})?$/) ? " class=\"d\"" : ""
    }
    let rows = table.rows.map { row in
      "<tr>"
        + row.enumerated().map { place, text in
          "<td\(kind(place, text))>\(cell(table.numbers.contains(place) ? Self.trimmed(text) : text, language))</td>"
        }.joined() + "</tr>"
    }
    let caption = table.title.isEmpty ? "" : "<h2>\(Markup.escaped(table.title))</h2>"
    let kept = table.rows.count <= Self.keptTogether ? " kept" : ""
    return caption
      + "<table class=\"list\(kept)\"><thead><tr>\(head.joined())</tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>"
  }

  /// A table of so few rows isn't torn apart by a page's end.
  private static let keptTogether = 12

  /// `80604.7000` as `80604.7`: the ledger's four decimals say nothing more on paper.
  public static func trimmed(_ number: String) -> String {
    number.contains(".") ? number.replacing(/(\.\d*?)0+$/) { $0.1 == "." ? "" : String($0.1) } : number
  }

  /// Lights are shown as a mark and a word, so that they are read in grey print too.
  private func cell(_ text: String, _ language: Language) -> String {
    switch text {
    case "red": "<span class=\"light red\">● \(language("红", "red"))</span>"
    case "yellow": "<span class=\"light yellow\">● \(language("黄", "yellow"))</span>"
    case "green": "<span class=\"light green\">● \(language("绿", "green"))</span>"
    case "true": "✓"
    case "false": "–"
    default: Markup.escaped(text)
    }
  }
}

/// A form's fields in two columns, long texts over the whole width, sections as rows, as the printed forms have them.
struct FormLayout {
  let form: Form
  let values: [String: String]
  let language: Language
  let words: Glossary

  init(_ form: Form, values: [String: String], language: Language, words: Glossary = Glossary()) {
    (self.form, self.values, self.language, self.words) = (form, values, language, words)
  }

  var html: String {
    var rows = ""
    var open: String?
    func close() {
      // Alone in its row it has the row.
      if let first = open { rows += "<tr>\(first.replacing("<td>", with: "<td colspan=\"3\">"))</tr>" }
      open = nil
    }
    for field in form.fields {
      if let section = field.section {
        close()
        rows +=
          "<tr class=\"s\"><th colspan=\"4\" class=\"section\">\(Markup.escaped(language(section, field.sectionEnglish ?? section)))</th></tr>"
      }
      let cells = "<th>\(Markup.escaped(label(field)))</th>"
      let value = Markup.escaped(value(field)).replacing("\n", with: "<br>")
      if field.kind == .paragraph || field.kind == .factors || value.count > 40 {
        close()
        rows += "<tr>\(cells)<td colspan=\"3\" class=\"long\">\(value)</td></tr>"
      } else if let first = open {
        rows += "<tr>\(first)\(cells)<td>\(value)</td></tr>"
        open = nil
      } else {
        open = "\(cells)<td>\(value)</td>"
      }
    }
    close()
    let pledge = form.pledge.map { language($0, form.pledgeEnglish ?? $0) }.map { "<p class=\"pledge\">\(Markup.escaped($0))</p>" } ?? ""
    let day = language("年　　月　　日", "Date: ____________")
    let sign =
      form.signature.map { "<div class=\"sign\"><p>\(Markup.escaped(language($0, form.signatureEnglish ?? $0)))</p><p>\(day)</p></div>" }
      ?? ""
    return "<table class=\"form\"><colgroup><col class=\"a\"><col><col class=\"a\"><col></colgroup>\(rows)</table>\(pledge)\(sign)"
  }

  func label(_ field: FormField) -> String {
    let unit = field.unit.map { language("（\($0)）", " (\(words.word($0, language)))") } ?? ""
    return language(field.title, field.titleEnglish) + unit
  }

  func value(_ field: FormField) -> String {
    let text = values[field.field] ?? ""
    if let choices = field.choices, !choices.isEmpty {
      return zip(choices, FieldChoices.titles(field, language, words)).map { ($0 == text ? "☑ " : "☐ ") + $1 }.joined(separator: "　")
    }
    if field.kind == .yes { return text.isEmpty ? "" : text == "true" ? language("是", "yes") : language("否", "no") }
    return field.kind == .paragraph ? text : words.text(field.field, text, language)
  }
}
