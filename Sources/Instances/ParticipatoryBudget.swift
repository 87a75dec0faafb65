public import Allocation
import Diagnostics
import Foundation

/// Participatory budgets as a city and county pools: the city's file fills the city pool, each district's file its own pool, projects ask their cost.
public struct ParticipatoryBudget {
  /// What a project is worth.
  public enum Worth: String, CaseIterable, Sendable { case votes, score }
  public var worth: Worth
  /// Share of each district's budget that the city coordinates; districts' projects may then use the city pool for what is missing.
  public var coordinated: Ratio

  public init(worth: Worth = .votes, coordinated: Ratio = Ratio(0)) { (self.worth, self.coordinated) = (worth, coordinated) }

  /// One instance for each city and year of a folder, or the one of a file. Throws a `DiagnosticList` with the faults of all files.
  public func read(_ path: String) throws -> [SolveInstance] {
    let files = try Self.paths(path)
    var read: [BudgetFile] = []
    var faults: [Diagnostic] = []
    for file in files {
      do { read.append(try BudgetFile(path: file)) } catch let list as DiagnosticList { faults += list.diagnostics }
    }
    guard faults.isEmpty else { throw DiagnosticList(faults) }
    let groups = Dictionary(grouping: read, by: \.group).sorted { $0.key < $1.key }
    return try groups.map { try instance($0.key, $0.value.sorted { $0.file < $1.file }) }
  }

  private static func paths(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw DiagnosticList([Diagnostic(.fileUnreadable, at: .init(file: path), found: path)])
    }
    guard isFolder.boolValue else { return [path] }
    // A folder that can't be listed is told as a file that can't be read: the path is what there is to mend.
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw DiagnosticList([Diagnostic(.fileUnreadable, at: .init(file: path), found: path)])
    }
    let names = entries.filter { $0.lowercased().hasSuffix(".pb") }.sorted()
    guard !names.isEmpty, names.count <= InstanceLimits.instances else {
      throw DiagnosticList([
        Diagnostic(.noHeader, at: .init(file: path), found: "\(names.count)", expected: "1…\(InstanceLimits.instances) *.pb")
      ])
    }
    return names.map { "\(path)/\($0)" }
  }

  private func instance(_ name: String, _ files: [BudgetFile]) throws -> SolveInstance {
    try checkPlaces(files)
    let step = try Self.step(files)
    let factor = Factor(code: "budget", category: .fund, name: "预算", nameEnglish: "budget", unit: "1", unitEnglish: "1")
    var regions = [Region(code: "0", name: name, nameEnglish: name, kind: .city)]
    var city = Quantity.zero
    var pools: [Pool] = []
    var projects: [Project] = []
    var free: Int64 = 0
    for file in files {
      var region = 0
      let budget = Quantity(tenThousandths: Int64(file.budget / step))
      if let district = file.district {
        region = regions.count
        regions.append(Region(code: Padded.code("d", region), name: district, nameEnglish: district, kind: .county))
        let share = coordinated.roundedDown(budget)
        city += share
        if budget > share {
          pools.append(Pool(region: region, factor: 0, vintage: InstanceFile.vintage, available: budget - share))
        }
      } else {
        city += budget
      }
      for entry in file.entries {
        guard let project = project(entry, region, step) else { continue }
        if project.demands.isEmpty { free += project.score }
        projects.append(project)
      }
    }
    if city > .zero { pools.append(Pool(region: 0, factor: 0, vintage: InstanceFile.vintage, available: city)) }
    pools.sort { $0.region < $1.region }
    return SolveInstance(
      name: name.isEmpty ? "budget" : name,
      snapshot: InstanceFile.snapshot(factors: [factor], regions: regions, pools: pools, projects: projects), free: free)
  }

  /// Two files of one city and year for the same place would be one budget or two: nobody can tell.
  private func checkPlaces(_ files: [BudgetFile]) throws {
    var first: [String: String] = [:]
    for file in files {
      let place = file.district ?? ""
      if let other = first.updateValue(file.file, forKey: place) {
        throw DiagnosticList([
          Diagnostic(
            .conflict, at: .init(file: file.file), found: [file.group, file.district].compactMap(\.self).joined(separator: " · "),
            expected: "≠ \(other): META instance | subunit | district")
        ])
      }
    }
  }

  /// Budgets and costs are counted in ten-thousandths, or in units where one would be too large for a quantity and all of them are whole.
  private static func step(_ files: [BudgetFile]) throws -> Int128 {
    let amounts = files.flatMap { [$0.budget] + $0.entries.map(\.cost) }
    let (sum, most) = (amounts.reduce(0, +), Int128(Quantity.largest.tenThousandths))
    if sum <= InstanceLimits.sum, amounts.allSatisfy({ $0 <= most }) { return 1 }
    let unit = Int128(Quantity.scale)
    guard sum / unit <= InstanceLimits.sum, amounts.allSatisfy({ $0 % unit == 0 }) else {
      throw DiagnosticList([
        Diagnostic(.outOfRange, at: .init(file: files[0].file), found: "> \(InstanceLimits.sum)", expected: "Σ budget + Σ cost")
      ])
    }
    return unit
  }

  /// nil for what nobody wants.
  private func project(_ entry: BudgetFile.Entry, _ region: Int, _ step: Int128) -> Project? {
    let worth = (worth == .score ? entry.score ?? entry.votes : entry.votes) ?? 0
    guard worth >= 1 else { return nil }
    let cost = Quantity(tenThousandths: Int64(entry.cost / step))
    let demands = cost == .zero ? [] : [Demand(factor: 0, asked: cost, ratio: Ratio(1), needed: cost, standing: .reported)]
    return Project(
      code: "\(Padded.code("d", region))-\(entry.id)", name: entry.name, region: region, home: region, industry: "", tier: 0, score: worth,
      investment: .zero, demands: demands, mayUseCityPool: [region == 0 || coordinated > .zero])
  }
}
