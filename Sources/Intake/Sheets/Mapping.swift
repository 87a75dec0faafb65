import Allocation
import Diagnostics
import Foundation

/// What the headers of a file may be called and what they fill: read from JSON that people edit (`Scenarios/mapping`).
public struct ColumnMapping: Sendable, Decodable {
  /// How the cells of a field are read.
  public enum FieldType: String, Sendable, Decodable {
    case text, quantity, integer, date, year, choice, choices, flag, degrees, code, region, factor, unit
    case creditCode = "credit_code"
  }
  public struct Field: Sendable, Decodable {
    public var field: String
    /// Headers, Chinese and English; matched without spaces, case, width and brackets of units.
    public var names: [String]
    public var type: FieldType
    public var required: Bool?
    /// Key of `units`; `factor`: by the factor of the row.
    public var dimension: String?
    /// Most characters of a text.
    public var length: Int?
    /// Value → what cells may call it.
    public var choices: [String: [String]]?
    /// Largest whole number.
    public var most: Int?
  }
  /// A column of amounts of one factor: demand of a project, or quota.
  public struct FactorColumn: Sendable, Decodable {
    public var factor: String
    public var names: [String]
    public var dimension: String
  }
  public struct Units: Sendable, Decodable {
    /// Unit of what is stored.
    public var base: String
    /// Amounts above this many base units are taken for a slip.
    public var most: String
    /// Unit → how many base units it is, as a whole number or a fraction.
    public var units: [String: String]
  }
  enum CodingKeys: String, CodingKey {
    case title, ignored, fields, demands, units
    case totalWords = "total_words"
  }
  public var title: String
  /// First cells of rows that sum up others.
  public var totalWords: [String]
  /// Headers that are known and not read.
  public var ignored: [String]
  public var fields: [Field]
  public var demands: [FactorColumn]
  public var units: [String: Units]

  /// Reads and checks a mapping file; throws a `DiagnosticList` that names what is wrong in it.
  public init(path: String) throws {
    let place = Diagnostic.Place(file: URL(fileURLWithPath: path).lastPathComponent)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosticList([Diagnostic(.fileUnreadable, at: place, found: path)])
    }
    do {
      self = try JSONDecoder().decode(ColumnMapping.self, from: data)
    } catch {
      throw DiagnosticList([Diagnostic(.mappingInvalid, at: place, found: String(describing: error))])
    }
    let faults = faults(at: place)
    if !faults.isEmpty { throw DiagnosticList(faults) }
  }

  private func faults(at place: Diagnostic.Place) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    var seen: [String: String] = [:]
    func check(_ names: [String], _ target: String) {
      for name in names {
        let key = HeaderText.normal(name)
        if let other = seen[key], other != target {
          faults.append(Diagnostic(.mappingInvalid, at: place, found: name, expected: "\(other) / \(target)"))
        }
        seen[key] = target
      }
    }
    for field in fields { check(field.names, field.field) }
    for demand in demands { check(demand.names, "demand.\(demand.factor)") }
    check(ignored, "ignored")
    for dimension in demands.map(\.dimension) + fields.compactMap(\.dimension) where dimension != "factor" && units[dimension] == nil {
      faults.append(Diagnostic(.mappingInvalid, at: place, found: dimension, expected: units.keys.sorted().joined(separator: ", ")))
    }
    for (dimension, group) in units {
      for (unit, worth) in group.units where Ratio(worth) == nil || Ratio(worth)! <= .zero {
        faults.append(Diagnostic(.mappingInvalid, at: place, found: "\(dimension).\(unit): \(worth)"))
      }
      if Quantity(decimal: group.most) == nil {
        faults.append(Diagnostic(.mappingInvalid, at: place, found: "\(dimension).most: \(group.most)"))
      }
    }
    for field in fields where field.type == .quantity && field.dimension == nil {
      faults.append(Diagnostic(.mappingInvalid, at: place, found: field.field, expected: "dimension"))
    }
    return faults
  }
}
