public import Allocation
import Foundation

/// What one column of a sheet fills.
public struct ColumnPlan: Sendable, Equatable {
  public enum Target: Sendable, Equatable, Hashable {
    /// Index into `ColumnMapping.fields`.
    case field(Int)
    /// Index into `ColumnMapping.demands`.
    case factor(Int)
    case ignored
  }
  /// From 1.
  public var column: Int
  /// As it stands in the file.
  public var header: String
  public var target: Target
  /// The unit that the header names, and what it is worth in base units; nil where the header names none.
  public var unit: String?
  public var worth: Ratio?
  /// A year that the header names: demand of that year.
  public var year: Int?
}

/// Where the header of a sheet stands and what its columns are.
struct HeaderPlan: Equatable {
  /// Last row of the header; data begin below.
  var row: Int
  var columns: [ColumnPlan]
  /// Headers that nothing is known of: column and text.
  var unknown: [ColumnText]
  struct ColumnText: Equatable {
    var column: Int
    var text: String
  }
  var matched: Int { columns.reduce(0) { $0 + ($1.target == .ignored ? 0 : 1) } }
}

/// Finds headers by the mapping's names.
struct HeaderFinder {
  private let mapping: ColumnMapping
  private var targets: [String: ColumnPlan.Target] = [:]
  /// Least number of columns that make a row a header.
  private static let leastMatches = 2

  init(_ mapping: ColumnMapping) {
    self.mapping = mapping
    for (i, field) in mapping.fields.enumerated() { for name in field.names { targets[HeaderText.normal(name)] = .field(i) } }
    for (i, demand) in mapping.demands.enumerated() { for name in demand.names { targets[HeaderText.normal(name)] = .factor(i) } }
    for name in mapping.ignored { targets[HeaderText.normal(name)] = .ignored }
  }

  /// The best header among the first rows of a sheet: one row, or two where the upper one spans columns of the lower.
  /// Rows are (number, cells). nil when no row looks like one.
  func find(in rows: [(number: Int, cells: [String])]) -> HeaderPlan? {
    var best: HeaderPlan?
    let units = titleUnits(rows)
    for (i, row) in rows.enumerated() {
      let single = plan(row.number, headers: row.cells.map { ("", $0) }, units: units)
      if single.matched > best?.matched ?? 0 { best = single }
      guard i + 1 < rows.count else { continue }
      let double = plan(rows[i + 1].number, headers: HeaderFinder.merged(row.cells, rows[i + 1].cells), units: units)
      if double.matched > max(single.matched, best?.matched ?? 0) { best = double }
    }
    guard let best, best.matched >= HeaderFinder.leastMatches else { return nil }
    return best
  }

  /// Upper and lower text of each column; an upper cell reaches right over empty ones as far as there is something below.
  private static func merged(_ upper: [String], _ lower: [String]) -> [(String, String)] {
    var above = ""
    return (0..<max(upper.count, lower.count)).map { i in
      let (top, bottom) = (i < upper.count ? upper[i] : "", i < lower.count ? lower[i] : "")
      if !HeaderText.normal(top).isEmpty { above = top } else if HeaderText.normal(bottom).isEmpty { above = "" }
      return (above, bottom)
    }
  }

  private func plan(_ row: Int, headers: [(String, String)], units: [String: (String, Ratio)]) -> HeaderPlan {
    var plan = HeaderPlan(row: row, columns: [], unknown: [])
    for (i, header) in headers.enumerated() {
      let text = header.0.isEmpty ? header.1 : header.1.isEmpty ? header.0 : "\(header.0) \(header.1)"
      if HeaderText.normal(text).isEmpty { continue }
      if var column = match(i + 1, upper: header.0, lower: header.1, text: text) {
        if column.unit == nil, let dimension = dimension(of: column.target), let unit = units[dimension] {
          (column.unit, column.worth) = (unit.0, unit.1)
        }
        plan.columns.append(column)
      } else {
        plan.unknown.append(.init(column: i + 1, text: text))
      }
    }
    return plan
  }

  private func match(_ column: Int, upper: String, lower: String, text: String) -> ColumnPlan? {
    let (above, below) = (HeaderText.parts(upper), HeaderText.parts(lower))
    // Both together, the lower alone, the upper alone where the lower only says a unit or a year.
    var candidates: [String] = []
    for a in above.names { for b in below.names where !a.isEmpty && !b.isEmpty { candidates.append(a + b) } }
    candidates += below.names
    let belowIsUnit = below.names.allSatisfy { name in name.isEmpty || mapping.units.values.contains { $0.units[name] != nil } }
    if belowIsUnit || HeaderText.normal(lower).isEmpty { candidates += above.names }
    let year = below.year ?? above.year
    for name in candidates where !name.isEmpty {
      if let target = targets[name] {
        let found = unit(of: target, among: below.brackets + (belowIsUnit ? below.names : []) + above.brackets)
        return ColumnPlan(column: column, header: text, target: target, unit: found?.0, worth: found?.1, year: year)
      }
    }
    for name in candidates {
      for (stem, unitName) in stems(name) {
        guard let target = targets[stem], let found = unit(of: target, among: [unitName]) else { continue }
        return ColumnPlan(column: column, header: text, target: target, unit: found.0, worth: found.1, year: year)
      }
    }
    return nil
  }

  /// "总投资/亿元" and "总投资亿元" as ("总投资", "亿元").
  private func stems(_ name: String) -> [(String, String)] {
    let units = Set(mapping.units.values.flatMap { $0.units.keys }).sorted { ($0.count, $0) > ($1.count, $1) }
    return units.compactMap { unit in
      guard name.count > unit.count, name.hasSuffix(unit) else { return nil }
      var stem = name.dropLast(unit.count)
      while let last = stem.last, "/:_-,，、".contains(last) { stem = stem.dropLast() }
      return stem.isEmpty ? nil : (String(stem), unit)
    }
  }

  private func dimension(of target: ColumnPlan.Target) -> String? {
    switch target {
    case .field(let i): mapping.fields[i].dimension
    case .factor(let i): mapping.demands[i].dimension
    case .ignored: nil
    }
  }

  private func unit(of target: ColumnPlan.Target, among texts: [String]) -> (String, Ratio)? {
    guard let dimension = dimension(of: target) else { return nil }
    // A quota file's amount is in the unit of its row's factor: any unit may stand there.
    let groups = dimension == "factor" ? mapping.units.sorted { $0.key < $1.key }.map(\.value) : mapping.units[dimension].map { [$0] } ?? []
    for text in texts {
      for group in groups { if let worth = group.units[text].flatMap({ Ratio($0) }) { return (text, worth) } }
    }
    return nil
  }

  /// Units that a line above the table names for all of it ("单位：万元、亩"), by dimension.
  private func titleUnits(_ rows: [(number: Int, cells: [String])]) -> [String: (String, Ratio)] {
    var result: [String: (String, Ratio)] = [:]
    for row in rows {
      for cell in row.cells {
        let text = HeaderText.normal(cell)
        guard let mark = text.range(of: "单位:") else { continue }
        let names = text[mark.upperBound...].prefix { $0 != ")" && $0 != "]" }.split(whereSeparator: { "、,，/;；".contains($0) })
        for name in names.map(String.init) {
          for (dimension, group) in mapping.units where result[dimension] == nil {
            if let worth = group.units[name].flatMap({ Ratio($0) }) { result[dimension] = (name, worth) }
          }
        }
      }
    }
    return result
  }

  /// The known header that is most like a text, when one is.
  func nearest(_ text: String) -> String? {
    let wanted = HeaderText.parts(text).names.last ?? ""
    var best: (String, Int)?
    for name in mapping.fields.flatMap(\.names) + mapping.demands.flatMap(\.names) {
      let distance = HeaderText.distance(wanted, HeaderText.normal(name))
      if distance < best?.1 ?? max(2, wanted.count / 2) { best = (name, distance) }
    }
    return best?.0
  }
}
