import Diagnostics
import Operations
import Passwords
import Store
import Synchronization

enum Keys {
  /// A key for a form that is shown now.
  static func make() -> String { "form:" + Secret.hex(Secret.random(12)) }
}

/// A table of a page. Cells are pieces of markup; columns know whether they hold numbers.
struct Table {
  struct Column {
    var title: String
    var isNumber = false
    init(_ title: String, number: Bool = false) { (self.title, self.isNumber) = (title, number) }
  }
  var caption = ""
  var columns: [Column]
  var rows: [[HTML]]
  /// Said where there is no row.
  var empty: String

  var html: HTML {
    guard !rows.isEmpty else { return "<p class=\"empty\">\(empty)</p>" }
    let head = columns.html { "<th scope=\"col\"\($0.isNumber ? HTML(trusted: " class=\"n\"") : .empty)>\($0.title)</th>" }
    let body = rows.html { row in
      "<tr>\(zip(row, columns).html { cell, column in "<td\(Self.style(cell, column))>\(cell)</td>" })</tr>\n"
    }
    // A scrolling part must be reachable and have a name of its own.
    let label = caption.isEmpty ? columns.prefix(3).map(\.title).joined(separator: " ") : caption
    let title: HTML = caption.isEmpty ? .empty : "<caption>\(caption)</caption>"
    return
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(label)\"><table>\(title)<thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div>"
  }

  /// The first rows; the rest is folded, so that a page stays a page.
  func html(first count: Int, _ language: Language) -> HTML {
    guard rows.count > count else { return html }
    var (shown, rest) = (self, self)
    (shown.rows, rest.rows) = (Array(rows.prefix(count)), Array(rows.dropFirst(count)))
    return
      "\(shown.html)<details><summary>\(language("其余 \(rest.rows.count) 行", "\(rest.rows.count) more"))</summary>\(rest.html)</details>"
  }

  /// Numbers stand right; days and numbers of things don't break.
  private static func style(_ cell: HTML, _ column: Column) -> HTML {
    if column.isNumber { return HTML(trusted: " class=\"n\"") }
    let isDay = cell.text.utf8.count <= 16 && cell.text.utf8.first.map { (48...57).contains($0) } == true && cell.text.contains("-")
    return isDay ? HTML(trusted: " class=\"d\"") : .empty
  }

  /// A report's chosen columns. `cell`: makes something else of a value than its text; nil keeps the text.
  init(
    _ result: ReportStore.Result, _ names: [String], _ language: Language, caption: String = "", empty: String,
    cell: (_ column: String, _ row: ReportRow) -> HTML? = { _, _ in nil }
  ) {
    let places = names.compactMap { name in result.description.columns.firstIndex { $0.name == name } }
    self.caption = caption
    self.empty = empty
    columns = places.map {
      let column = result.description.columns[$0]
      return Column(
        language(Words.short(column.comment), column.name.replacing("_", with: " ")), number: [.integer, .decimal].contains(column.kind))
    }
    rows = result.rows.map { values in
      let row = ReportRow(columns: result.description.columns.map(\.name), values: values)
      return places.map { place in
        let column = result.description.columns[place]
        let isNumber = [.integer, .decimal].contains(column.kind)
        return cell(column.name, row) ?? RecordLink.cell(column.name, row, number: isNumber, language)
          ?? Words.cell(column.name, values[place] ?? "", number: isNumber, language)
      }
    }
  }

  init(
    _ listing: Listing, _ language: Language, caption: String = "", empty: String,
    cell: (_ column: String, _ row: ReportRow) -> HTML? = { _, _ in nil }
  ) {
    self.caption = caption
    self.empty = empty
    columns = listing.columns.map {
      Column(ColumnTitle.text($0, language).replacing("_", with: " "), number: Self.amounts.contains($0))
    }
    rows = listing.rows.map { values in
      let row = ReportRow(columns: listing.columns, values: values)
      return listing.columns.enumerated().map { place, name in
        let isNumber = Self.amounts.contains(name)
        return cell(name, row) ?? RecordLink.cell(name, row, number: isNumber, language)
          ?? Words.cell(name, values[place] ?? "", number: isNumber, language)
      }
    }
  }

  /// Columns of lists that hold amounts, whose values are texts like all others.
  private static let amounts: Set<String> = ["quantity"]

  init(columns: [Column], rows: [[HTML]], caption: String = "", empty: String) {
    (self.columns, self.rows, self.caption, self.empty) = (columns, rows, caption, empty)
  }
}

/// A row by the names of its columns.
struct ReportRow {
  let columns: [String]
  let values: [String?]
  subscript(_ name: String) -> String { columns.firstIndex(of: name).flatMap { values[$0] } ?? "" }
}

/// Values as people read them.
enum Words {
  /// The first words of a column's comment: what stands over a column.
  static func short(_ comment: String) -> String { String(comment.prefix { !"：；，（".contains($0) }) }

  static func cell(_ column: String, _ value: String, number: Bool, _ language: Language) -> HTML {
    switch (column, value) {
    case ("colour", _): light(value, language)
    case ("second_factor", _): "\(value == "yes" ? language("已启用", "on") : language("未启用", "off"))"
    case (_, "t") where !number, (_, "true") where !number: "\(language("是", "yes"))"
    case (_, "f") where !number, (_, "false") where !number: "\(language("否", "no"))"
    default: "\(number ? trimmed(value) : text(column, value, language))"
    }
  }

  /// Words of the city that this service is for, as they were last read. Not a value of the task's own, nor a closure behind a lock: optimised builds of Swift 6.3 crash on the
  /// one, and wrap the other once more at each look.
  static func glossary() -> Glossary { source.withLock { $0.map { $0.catalogue.glossary($0.city) } } ?? Glossary() }
  static func read(from catalogue: ReportCatalogue, city: String) { source.withLock { $0 = Source(catalogue: catalogue, city: city) } }
  private struct Source {
    let catalogue: ReportCatalogue
    let city: String
  }
  private static let source = Mutex<Source?>(nil)

  static func text(_ column: String, _ value: String, _ language: Language) -> String {
    let found = glossary().text(column, value, language)
    guard found == value, codes.contains(column) else { return found }
    return language == .chinese ? chinese[value] ?? value : value.replacing("_", with: " ")
  }

  /// Columns whose codes are of the service itself, which the database has no words for.
  private static let codes: Set<String> = ["event", "state", "status", "standing", "verb", "kind", "item", "what"]
  private static let chinese = [
    "skipped": "不再需要", "locked": "锁定", "active": "正常", "disabled": "已停用", "first password": "待改口令", "urgent": "紧急", "used": "已核销",
    "granted": "已核发", "reserved": "已预留",
  ]

  /// Lights are a mark and a word, so that they are read without colour too.
  static func light(_ colour: String, _ language: Language) -> HTML {
    let word = ["red": language("红", "red"), "yellow": language("黄", "yellow"), "green": language("绿", "green")][colour]
    guard let word else { return "" }
    return "<span class=\"light \(colour)\"><i aria-hidden=\"true\"></i>\(word)</span>"
  }

  static func stage(_ stage: String, _ language: Language) -> String { text("stage", stage, language) }

  /// `1,234.5` of `1234.5000`: the ledger's four decimals say nothing more to the eye.
  static func trimmed(_ number: String) -> String {
    guard let first = number.first, first.isNumber || first == "-" else { return number }
    var parts = number.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, parts[0].drop(while: { $0 == "-" }).allSatisfy(\.isNumber) else { return number }
    if parts.count == 2 {
      while parts[1].last == "0" { parts[1].removeLast() }
    }
    let sign = parts[0].hasPrefix("-") ? "-" : ""
    let digits = Array(parts[0].drop { $0 == "-" })
    // Years and numbers of things have no separators.
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0, digits.count > 4 { grouped += "," }
      grouped.append(digit)
    }
    return sign + grouped + (parts.count == 2 && !parts[1].isEmpty ? "." + parts[1] : "")
  }
}

/// Choices of a form.
struct Select {
  var name: String
  var label: String
  var options: [(value: String, text: String)]
  var chosen: String
  /// The text of the empty choice; nil: there is none.
  var any: String?

  var html: HTML {
    let first: HTML = any.map { "<option value=\"\">\($0)</option>" } ?? .empty
    let rest = options.html {
      "<option value=\"\($0.value)\"\($0.value == chosen ? HTML(trusted: " selected") : .empty)>\($0.text)</option>"
    }
    return "<label><span>\(label)</span><select name=\"\(name)\">\(first)\(rest)</select></label>"
  }
}

struct TextField {
  var name: String
  var label: String
  var value = ""
  var type = "text"
  var isRequired = false
  var hint = ""
  /// Attributes as they are, written by us.
  var attributes: HTML = .empty

  var html: HTML {
    let required: HTML = isRequired ? HTML(trusted: " required") : .empty
    let note: HTML = hint.isEmpty ? .empty : "<small>\(hint)</small>"
    return
      "<label><span>\(label)</span><input type=\"\(type)\" name=\"\(name)\" value=\"\(value)\"\(required) \(attributes)>\(note)</label>"
  }
}
