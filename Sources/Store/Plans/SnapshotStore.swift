public import Allocation
import Foundation
public import Postgres

/// Reads what a plan is decided on, in one repeatable-read transaction of the session that it is given.
public struct SnapshotStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  /// Facts of `baseDate`, with pools from `vintage` on and demands up to `lastYear`. `run`: the books are those that this run saw, whatever was booked
  /// since; the library is today's.
  ///
  /// Throws `StoreError.noPolicy` when no policy version is in force on that day.
  public func read(baseDate: CivilDate, vintage: Int, lastYear: Int, asSeenBy run: Int? = nil) throws -> SnapshotSource {
    try session.transaction(isolation: .repeatableRead, readOnly: true) { session in
      let (regions, parents) = try self.regions()
      let factors = try self.factors()
      let (version, parameters) = try self.parameters(on: baseDate)
      var places = Places(factors: factors, regions: regions)
      var projects = try self.projects(on: baseDate, places: places)
      places.index(projects.map(\.code))
      try self.demands(lastYear: lastYear, places: places, into: &projects)
      try self.holdings(places: places, run: run, into: &projects)
      return SnapshotSource(
        city: city, policyVersion: version, baseDate: baseDate, factors: factors, regions: regions, parents: parents,
        parameters: parameters, tiers: try TierList.read(parameters), deposits: try self.deposits(places: places, run: run),
        pools: try self.pools(from: vintage, on: baseDate, places: places, run: run), projects: projects, ledgerBatch: try self.lastBatch())
    }
  }

  func regions() throws -> ([Region], [Int?]) {
    let rows = try session.prepared(Query("snapshot_regions").text(), [.text(city)])
    var regions: [Region] = []
    var parentCodes: [String?] = []
    for row in 0..<rows.count {
      regions.append(
        Region(
          code: try rows.string(row, "code"), name: try rows.string(row, "name"), nameEnglish: try rows.string(row, "name_en"),
          kind: Region.Kind(rawValue: try rows.string(row, "kind")) ?? .county, longitude: try rows.optionalDouble(row, "longitude"),
          latitude: try rows.optionalDouble(row, "latitude")))
      parentCodes.append(try rows.optionalString(row, "parent"))
    }
    let index = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($0.element.code, $0.offset) })
    return (regions, parentCodes.map { $0.flatMap { index[$0] } })
  }

  func factors() throws -> [Factor] {
    let rows = try session.prepared(Query("snapshot_factors").text(), [.text(city)])
    return try (0..<rows.count).map { row in
      Factor(
        code: try rows.string(row, "code"), category: Factor.Category(rawValue: try rows.string(row, "category")) ?? .fund,
        name: try rows.string(row, "name"), nameEnglish: try rows.string(row, "name_en"), unit: try rows.string(row, "unit"),
        unitEnglish: try rows.string(row, "unit_en"))
    }
  }

  private func parameters(on date: CivilDate) throws -> (version: String, rows: [PolicyTable.Row]) {
    let rows = try session.prepared(Query("snapshot_parameters").text(), [.text(city), .text(date.iso)])
    guard rows.count > 0 else { throw StoreError.noPolicy(city: city, date: date) }
    let parameters = try (0..<rows.count).map { row in
      PolicyTable.Row(
        key: try rows.string(row, "key"), factor: try rows.optionalString(row, "factor"),
        industry: try rows.optionalString(row, "industry"),
        region: try rows.optionalString(row, "region"), value: try rows.string(row, "value"))
    }
    return (try rows.string(0, "version"), parameters)
  }

  /// Deposits that a run's pools came from: those that it saw.
  public func deposits(of stored: RunStore.Stored) throws -> [SnapshotSource.Deposit] {
    try deposits(places: Places(factors: stored.snapshot.factors, regions: stored.snapshot.regions), run: stored.run)
  }

  private func deposits(places: Places, run: Int? = nil) throws -> [SnapshotSource.Deposit] {
    let rows = try session.prepared(Query("snapshot_deposits").text(), [.text(city), run.map { .int4(Int32($0)) } ?? .null])
    return try (0..<rows.count).map { row in
      SnapshotSource.Deposit(
        region: try places.region(rows.string(row, "region")), factor: try places.factor(rows.string(row, "factor")),
        vintage: Int(try rows.int32(row, "vintage")), quantity: Quantity(tenThousandths: try rows.int64(row, "quantity")),
        cityPart: Quantity(tenThousandths: try rows.int64(row, "city_part")))
    }
  }

  private func pools(from vintage: Int, on date: CivilDate, places: Places, run: Int?) throws -> [Pool] {
    let values: Parameters = [.text(city), .int4(Int32(vintage)), .text(date.iso), run.map { .int4(Int32($0)) } ?? .null]
    let rows = try session.prepared(Query("snapshot_pools").text(), values)
    return try (0..<rows.count).map { row in
      Pool(
        region: try places.region(rows.string(row, "region")), factor: try places.factor(rows.string(row, "factor")),
        vintage: Int(try rows.int32(row, "vintage")), available: Quantity(tenThousandths: try rows.int64(row, "available")))
    }
  }

  private func projects(on date: CivilDate, places: Places) throws -> [SnapshotSource.LibraryProject] {
    let rows = try session.prepared(Query("snapshot_projects").text(), [.text(city), .text(date.iso)])
    return try (0..<rows.count).map { row in
      var project = SnapshotSource.LibraryProject(
        code: try rows.string(row, "code"), name: try rows.string(row, "name"), region: try places.region(rows.string(row, "region")),
        industry: try rows.optionalString(row, "industry") ?? "", level: try rows.optionalString(row, "level") ?? "",
        classes: try rows.int32Array(row, "classes").map(Int.init), libraries: try rows.stringArray(row, "libraries"),
        investment: Quantity(tenThousandths: try rows.optionalInt64(row, "investment") ?? 0),
        grade: try rows.optionalString(row, "grade") ?? "T", isTwoHigh: try rows.bool(row, "is_two_high"),
        entered: Int(try rows.int32(row, "entered_day")),
        daysSinceProgress: try rows.optionalInt32(row, "days_since_progress").map(Int.init),
        isGenerated: try rows.bool(row, "is_generated"), contentHash: try rows.string(row, "content_hash"))
      (project.owner, project.ownerCode) = (try rows.optionalString(row, "owner"), try rows.optionalString(row, "credit_code"))
      return project
    }
  }

  private func demands(lastYear: Int, places: Places, into projects: inout [SnapshotSource.LibraryProject]) throws {
    let rows = try session.prepared(Query("snapshot_demands").text(), [.text(city), .int4(Int32(lastYear))])
    for row in 0..<rows.count {
      guard let project = places.project(try rows.string(row, "project")) else { continue }
      projects[project].demands.append(
        .init(
          factor: try places.factor(rows.string(row, "factor")), quantity: Quantity(tenThousandths: try rows.int64(row, "quantity")),
          standing: Demand.Standing(rawValue: try rows.string(row, "standing")) ?? .reported,
          year: try rows.optionalInt32(row, "year").map(Int.init)))
    }
    for index in projects.indices { projects[index].demands.sort { $0.factor < $1.factor } }
  }

  private func holdings(places: Places, run: Int?, into projects: inout [SnapshotSource.LibraryProject]) throws {
    let rows = try session.prepared(Query("snapshot_holdings").text(), [.text(city), run.map { .int4(Int32($0)) } ?? .null])
    for row in 0..<rows.count {
      guard let project = places.project(try rows.string(row, "project")) else { continue }
      projects[project].holdings.append(
        .init(
          factor: try places.factor(rows.string(row, "factor")), region: try places.region(rows.string(row, "region")),
          vintage: Int(try rows.int32(row, "vintage")), reserved: Quantity(tenThousandths: try rows.int64(row, "reserved")),
          granted: Quantity(tenThousandths: try rows.int64(row, "granted")), used: Quantity(tenThousandths: try rows.int64(row, "used"))))
    }
  }

  private func lastBatch() throws -> Int64 {
    try session.prepared(Query("snapshot_batch").text(), [.text(city)]).int64(0, "batch")
  }
}

/// Codes → places in the snapshot's arrays.
struct Places {
  private let factors: [String: Int]
  private let regions: [String: Int]
  private var projects: [String: Int] = [:]

  init(factors: [Factor], regions: [Region]) {
    self.factors = Dictionary(uniqueKeysWithValues: factors.enumerated().map { ($0.element.code, $0.offset) })
    self.regions = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($0.element.code, $0.offset) })
  }
  mutating func index(_ codes: [String]) { projects = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($0.element, $0.offset) }) }

  // Foreign keys hold these; a miss means that the database is not ours.
  func factor(_ code: String) throws -> Int {
    guard let place = factors[code] else { throw StoreError.inconsistent("factor \(code)") }
    return place
  }
  func region(_ code: String) throws -> Int {
    guard let place = regions[code] else { throw StoreError.inconsistent("region \(code)") }
    return place
  }
  func project(_ code: String) -> Int? { projects[code] }
}

/// The order of tiers, from the parameter `tiers` (a JSON list).
enum TierList {
  static func read(_ parameters: [PolicyTable.Row]) throws -> [TierRule] {
    guard let text = PolicyTable(parameters).value("tiers") else {
      return [TierRule(name: "全部项目", nameEnglish: "all projects", any: ["*"])]
    }
    let tiers = try JSONDecoder().decode([TierRule].self, from: Data(text.utf8))
    for condition in tiers.flatMap(\.any) where TierRule.Condition(condition) == nil {
      throw StoreError.badParameter(key: "tiers", value: condition)
    }
    return tiers
  }
}
