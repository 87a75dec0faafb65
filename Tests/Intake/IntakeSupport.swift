import Allocation
import Diagnostics
import Foundation
import Intake
import Testing

/// Three regions of the sample city and the mapping files that are shipped.
enum Sample {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let context = IntakeContext(
    regions: [
      .init(code: "371503", name: "茌平区", aliases: ["371523", "茌平县"]), .init(code: "371522", name: "莘县"),
      .init(code: "371524", name: "东阿县"), .init(code: "371525", name: "冠县"), .init(code: "KFQ", name: "经济技术开发区", aliases: ["开发区"]),
    ],
    factors: [
      Factor(code: "land", category: .land, name: "新增建设用地", nameEnglish: "land quota", unit: "亩", unitEnglish: "mu"),
      Factor(code: "cod", category: .pollutant, name: "化学需氧量", nameEnglish: "COD", unit: "吨", unitEnglish: "t"),
      Factor(code: "coal", category: .coal, name: "煤炭", nameEnglish: "coal", unit: "吨", unitEnglish: "t"),
    ])

  static func mapping(_ name: String) throws -> ColumnMapping {
    try ColumnMapping(path: root.appendingPathComponent("Scenarios/mapping/\(name).json").path)
  }
  static func projects() throws -> ProjectIntake { try ProjectIntake(mapping: mapping("projects"), context: context) }
  static func quota() throws -> QuotaIntake { try QuotaIntake(mapping: mapping("quota"), context: context) }
  static func fixture(_ name: String) -> String { root.appendingPathComponent("Tests/Intake/Fixtures/\(name)").path }

  /// A file of these bytes for as long as `body` runs.
  static func withFile<R>(_ bytes: [UInt8], name: String = "input.csv", _ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yaosu-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return try body(file.path)
  }

  static func read(_ text: String, limits: IntakeLimits = IntakeLimits()) throws -> (records: [ProjectRecord], report: IntakeReport) {
    try withFile(Array(text.utf8)) { try projects().records(RowSource($0, limits: limits)) }
  }

  /// The codes of the errors, in order.
  static func errors(_ text: String) throws -> [DiagnosticCode] {
    try read(text).report.diagnostics.filter { $0.level == .error }.map(\.code)
  }

  /// The code of the first diagnostic that opening or reading throws.
  static func refusal(_ name: String, _ bytes: [UInt8], limits: IntakeLimits = IntakeLimits()) throws -> DiagnosticCode? {
    try withFile(bytes, name: name) { path in
      do {
        _ = try projects().records(RowSource(path, limits: limits))
        return nil
      } catch let list as DiagnosticList {
        return list.diagnostics.first?.code
      }
    }
  }
}

extension Quantity {
  init(_ text: String) { self = Quantity(decimal: text)! }
}
