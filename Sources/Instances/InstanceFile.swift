import Allocation
import Diagnostics
import Foundation

/// What all formats share.
enum InstanceFile {
  /// Instances have no years; one stands for all.
  static let vintage = 2026

  static func contents(_ path: String) throws -> Data {
    let place = Diagnostic.Place(file: URL(fileURLWithPath: path).lastPathComponent)
    // Whatever keeps it from being read, the path is what there is to mend; both failures end in the same diagnostic.
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    guard let size, let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosticList([Diagnostic(.fileUnreadable, at: place, found: path)])
    }
    guard size <= InstanceLimits.fileBytes else {
      throw DiagnosticList([
        Diagnostic(.fileTooLarge, at: place, found: "\(size >> 20) MiB", expected: "≤ \(InstanceLimits.fileBytes >> 20) MiB")
      ])
    }
    return data
  }

  /// One tier, one year, the first region coordinates. Projects are sorted by code, as snapshots have them.
  static func snapshot(factors: [Factor], regions: [Region], pools: [Pool], projects: [Project]) -> Snapshot {
    var rules = Snapshot.Rules()
    rules.carriesOver = [Bool](repeating: false, count: factors.count)
    return Snapshot(
      city: regions[0].code, baseDate: CivilDate(year: vintage, month: 1, day: 1)!, policyVersion: "instance", vintage: vintage,
      factors: factors,
      regions: regions, cityRegion: 0, pools: pools, tiers: [Snapshot.Tier(name: "全部", nameEnglish: "all")],
      projects: projects.sorted { $0.code < $1.code }, rules: rules)
  }
}

enum Padded {
  /// Codes that sort as their numbers do.
  static func code(_ prefix: String, _ number: Int) -> String {
    let digits = String(number)
    return prefix + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}

/// Snapshots as `yaosu sample --snapshot` and the database write them.
public enum SnapshotInput {
  public static func read(_ path: String) throws -> [SolveInstance] {
    let place = Diagnostic.Place(file: URL(fileURLWithPath: path).lastPathComponent)
    let data = try InstanceFile.contents(path)
    do {
      let snapshot = try JSONDecoder().decode(Snapshot.self, from: data)
      let faults = SnapshotFaults(snapshot, file: place.file).found
      guard faults.isEmpty else { throw DiagnosticList(faults) }
      return [SolveInstance(name: place.file.split(separator: ".").first.map(String.init) ?? place.file, snapshot: snapshot)]
    } catch let error as DecodingError {
      throw DiagnosticList([Diagnostic(.fileUnreadable, at: place, found: Self.place(error), expected: "yaosu sample --snapshot")])
    }
  }

  /// Where in the JSON the fault is.
  private static func place(_ error: DecodingError) -> String {
    let context: DecodingError.Context
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found), .dataCorrupted(let found): context = found
    @unknown default: return "JSON"
    }
    let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    return "\(path.isEmpty ? "JSON" : path): \(context.debugDescription)"
  }
}
