import Allocation
import Foundation
import Intake
import Store

/// What an import changes in one project, short enough for a line of a table.
enum DifferenceText {
  /// Fields that are named; more are counted.
  private static let fieldLimit = 4
  private static let valueLimit = 24

  static func text(_ difference: LibraryStore.Difference) -> String {
    let (was, became) = (object(difference.was), object(difference.became))
    let names = Set(was.keys).union(became.keys).sorted()
    let shown = names.prefix(fieldLimit).map { "\($0) \(value(was[$0], $0)) → \(value(became[$0], $0))" }
    let hidden = names.count - shown.count
    return shown.joined(separator: "; ") + (hidden > 0 ? "; +\(hidden)" : "")
  }

  /// Nothing for a project that is new or gone, whose side isn't an object.
  private static func object(_ json: String) -> [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]) ?? [:]
  }

  private static func value(_ value: Any?, _ name: String) -> String {
    switch value {
    case nil, is NSNull: return "–"
    case let lines as [[Any]]: return lines.map(demand).joined(separator: "+")
    case let number as Int64 where ProjectField(rawValue: name)?.storage == .quantity: return Quantity(tenThousandths: number).decimal
    default:
      let text = "\(value ?? "")"
      return text.count > valueLimit ? text.prefix(valueLimit) + "…" : text
    }
  }

  /// [year, phase, ten-thousandths] as "12.5 (2026 一期)".
  private static func demand(_ line: [Any]) -> String {
    let quantity = (line.last as? Int64).map { Quantity(tenThousandths: $0).decimal } ?? "–"
    let when = line.dropLast().compactMap { $0 is NSNull ? nil : "\($0)" }.filter { !$0.isEmpty }
    return when.isEmpty ? quantity : "\(quantity) (\(when.joined(separator: " ")))"
  }
}
