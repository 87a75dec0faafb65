import Allocation
import Diagnostics

/// Reads one cell as the mapping says it should be read.
struct CellReader {
  let mapping: ColumnMapping
  let context: IntakeContext
  let countsFrom1904: Bool
  /// For each field with choices: what a cell may say → value.
  private let choices: [[String: String]]
  private let units: [String: [String: Ratio]]
  private let most: [String: Quantity]

  init(mapping: ColumnMapping, context: IntakeContext, countsFrom1904: Bool) {
    (self.mapping, self.context, self.countsFrom1904) = (mapping, context, countsFrom1904)
    choices = mapping.fields.map { field in
      var result: [String: String] = [:]
      for (value, names) in field.choices ?? [:] { for name in names + [value] { result[HeaderText.normal(name)] = value } }
      return result
    }
    units = mapping.units.mapValues { group in group.units.compactMapValues { Ratio($0) } }
    most = mapping.units.compactMapValues { Quantity(decimal: $0.most) }
  }

  /// What is wrong with a cell; the place is the caller's to add.
  struct Fault: Error, Equatable {
    var code: DiagnosticCode
    var expected = ""
    var level: Diagnostic.Level?
  }
  enum Content: Equatable {
    case empty
    case value(FieldValue)
    /// Read, but not exactly as it stands.
    case rounded(Quantity)
    case list([String])
  }

  private static let errorCells: Set<String> = [
    "#ref!", "#div/0!", "#value!", "#name?", "#n/a", "#num!", "#null!", "#spill!", "#calc!", "#getting_data", "err:502", "err:504",
    "err:508",
    "err:522",
  ]

  /// Is the text an error that a formula left?
  static func isErrorCell(_ cell: String) -> Bool {
    cell.hasPrefix("#") || cell.hasPrefix("E") ? errorCells.contains(cell.lowercased()) : false
  }

  func read(_ cell: String, _ index: Int, _ plan: ColumnPlan) throws(Fault) -> Content {
    let field = mapping.fields[index]
    if CellReader.isErrorCell(cell) { throw Fault(code: .formulaError) }
    let text = cell.trimmingWhitespace()
    if text.isEmpty { return .empty }
    switch field.type {
    case .text, .unit:
      if text.count > field.length ?? 200 { throw Fault(code: .textTooLong, expected: "≤ \(field.length ?? 200)") }
      return .value(.text(text))
    case .quantity: return try amount(text, dimension: field.dimension ?? "", plan)
    case .integer: return try integer(text, most: field.most ?? 1_000_000_000)
    case .degrees: return try degrees(text)
    case .date:
      if NumberText.blanks.contains(text) { return .empty }
      guard let date = DateText.date(text, countsFrom1904: countsFrom1904) else { throw Fault(code: .notADate, expected: "2026-03-01") }
      return .value(.date(date))
    case .year:
      guard let year = DateText.year(text) else { throw Fault(code: .notADate, expected: "2026") }
      return .value(.integer(Int64(year)))
    case .choice:
      guard let value = choices[index][HeaderText.normal(text)] else { throw Fault(code: .unknownChoice, expected: expectedChoices(field)) }
      return .value(.text(value))
    case .choices:
      return .list(
        try text.split(whereSeparator: { "、,，;；/|".contains($0) || $0.isWhitespace }).map { part throws(Fault) in
          guard let value = choices[index][HeaderText.normal(String(part))] else {
            throw Fault(code: .unknownChoice, expected: expectedChoices(field))
          }
          return value
        })
    default: return try name(text, field)
    }
  }

  private func expectedChoices(_ field: ColumnMapping.Field) -> String {
    (field.choices ?? [:]).sorted { $0.key < $1.key }.map { $0.value.first ?? $0.key }.joined(separator: "、")
  }

  /// Cells that name something: a region, a factor, a code, yes or no.
  private func name(_ text: String, _ field: ColumnMapping.Field) throws(Fault) -> Content {
    switch field.type {
    case .region:
      guard let region = context.region(text) else { throw Fault(code: .unknownRegion, expected: context.regionNames(like: text)) }
      return .value(.text(region))
    case .factor:
      guard let factor = context.factor(text) else { throw Fault(code: .unknownFactor, expected: context.factorNames(like: text)) }
      return .value(.text(factor))
    case .flag:
      switch HeaderText.normal(text) {
      case "是", "有", "y", "yes", "true", "1", "√", "✓", "t": return .value(.flag(true))
      case "否", "无", "n", "no", "false", "0", "×", "x", "-", "f", "非": return .value(.flag(false))
      default: throw Fault(code: .unknownChoice, expected: "是、否")
      }
    case .creditCode:
      if NumberText.blanks.contains(text.lowercased()) { return .empty }
      let code = HeaderText.halfWidth(text).uppercased()
      guard code.utf8.count == 18, code.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }) else {
        throw Fault(code: .badCode, expected: "18 × 0–9 A–Z")
      }
      return .value(.text(code))
    default:
      let code = HeaderText.halfWidth(text).filter { !$0.isWhitespace }
      guard CellReader.isCode(code) else { throw Fault(code: .badCode, expected: "A–Z a–z 0–9 _ . - (≤ 64)") }
      return .value(.text(code))
    }
  }

  /// The database's `core.code`. A number that a spreadsheet shortened (1.23E+17) is none.
  static func isCode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, bytes.count <= 64 else { return false }
    func isWord(_ b: UInt8) -> Bool { (48...57).contains(b) || (65...90).contains(b) || (97...122).contains(b) }
    if text.contains("E+"), Double(text) != nil { return false }
    return isWord(first) && bytes.allSatisfy { isWord($0) || $0 == 0x5F || $0 == 0x2E || $0 == 0x2D }
  }

  /// An amount in base units. `worth` of the column, unless the cell itself names a unit.
  func amount(_ text: String, dimension: String, _ plan: ColumnPlan) throws(Fault) -> Content {
    if CellReader.isErrorCell(text) { throw Fault(code: .formulaError) }
    if NumberText.blanks.contains(text.lowercased()) { return .empty }
    let base = mapping.units[dimension]?.base ?? ""
    guard let number = NumberText(text) else { throw Fault(code: .notANumber, expected: base) }
    var worth = plan.worth ?? (dimension == "share" ? .one : nil)
    if !number.suffix.isEmpty {
      guard let own = units[dimension]?[number.suffix] else {
        throw Fault(code: .unknownUnit, expected: (mapping.units[dimension]?.units.keys.sorted() ?? []).joined(separator: "、"))
      }
      worth = own
    }
    if number.mantissa == 0 { return .value(.quantity(.zero)) }
    guard let worth else {
      throw Fault(code: .noUnit, expected: (mapping.units[dimension]?.units.keys.sorted() ?? []).joined(separator: "、"))
    }
    if number.mantissa < 0 { throw Fault(code: .negative, expected: "≥ 0") }
    let limit = most[dimension] ?? .largest
    switch number.quantity(worth: worth) {
    case .exact(let quantity) where quantity <= limit: return .value(.quantity(quantity))
    case .rounded(let quantity) where quantity <= limit:
      if worth == .one { throw Fault(code: .tooManyDecimals, expected: "≤ 4") }
      return .rounded(quantity)
    default: throw Fault(code: .absurd, expected: "≤ \(limit.decimal) \(base)")
    }
  }

  private func integer(_ text: String, most: Int) throws(Fault) -> Content {
    if NumberText.blanks.contains(text.lowercased()) { return .empty }
    guard let number = NumberText(text), number.suffix.isEmpty || number.suffix == "人" || number.suffix == "个", let value = number.integer
    else {
      throw Fault(code: .notANumber, expected: "0, 1, 2, …")
    }
    if value < 0 { throw Fault(code: .negative, expected: "≥ 0") }
    if value > Int64(most) { throw Fault(code: .absurd, expected: "≤ \(most)") }
    return .value(.integer(value))
  }

  private func degrees(_ text: String) throws(Fault) -> Content {
    guard let value = Double(HeaderText.halfWidth(text)) else { throw Fault(code: .notANumber, expected: "115.98") }
    guard (-180.0...180.0).contains(value) else { throw Fault(code: .absurd, expected: "−180 … 180") }
    return .value(.degrees(value))
  }
}
