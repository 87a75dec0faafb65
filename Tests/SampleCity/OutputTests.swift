import Allocation
import Foundation
import Testing

@testable import SampleCity

@Suite("Files of the sample city")
struct OutputTests {
  func folder() -> String { NSTemporaryDirectory() + "yaosu-sample-\(UUID().uuidString)" }

  @Test func filesHoldWhatTheRowsSay() throws {
    let place = folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let city = try SampleCity(real: realProjects())
    var reported: [Int] = []
    let written = try city.write(to: place) { done, _ in reported.append(done) }
    let table = try #require(CSV.rows(try String(contentsOfFile: place + "/projects.csv", encoding: .utf8)))
    #expect(table[0].cells == SampleCity.projectHeaders && table.count == 1_213 && written.projects == 1_212)
    #expect(table.allSatisfy { $0.cells.count == SampleCity.projectHeaders.count })
    let quota = try #require(CSV.rows(try String(contentsOfFile: place + "/quota.csv", encoding: .utf8)))
    #expect(quota[0].cells == SampleCity.quotaHeaders && quota.count == written.quotaRows + 1)
    let openings = try #require(CSV.rows(try String(contentsOfFile: place + "/openings.csv", encoding: .utf8)))
    #expect(openings[0].cells == SampleCity.openingHeaders && openings.count == written.openingRows + 1 && written.openingRows > 300)
    #expect(openings.count == city.openings().count + 1)
    #expect(reported == reported.sorted() && reported.last == 2_424)
  }

  @Test func everyFactorHasItsColumn() {
    #expect(ProjectColumn.demandHeaders.count == Places.factors.count)
    #expect(Set(SampleCity.projectHeaders).count == SampleCity.projectHeaders.count)
    for (header, factor) in zip(ProjectColumn.demandHeaders, Places.factors) {
      let unit = header.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" && $0 != "/" }
      #expect(unit == factor.unit, "\(header)")
    }
  }

  @Test func cellsWithCommasAndQuotesComeBack() throws {
    let cells = ["a,b", "say \"x\"", "two\nlines", "", "聊城"]
    #expect(CSV.rows(CSV.byteOrderMark + CSV.line(cells))?.map(\.cells) == [cells])
    #expect(CSV.rows("\"open") == nil)
  }

  @Test(arguments: [1, 3]) func streamedSnapshotIsTheSnapshot(_ years: Int) throws {
    let place = folder() + ".json"
    defer { try? FileManager.default.removeItem(atPath: place) }
    let city = try SampleCity(seed: 3, projects: 400, years: years)
    try city.writeSnapshot(to: place)
    let read = try JSONDecoder().decode(Snapshot.self, from: try Data(contentsOf: URL(fileURLWithPath: place)))
    let made = city.snapshot()
    #expect((read == made) == true)
    #expect(made.projects.count == 400 && made.horizon == years && Set(made.pools.map(\.vintage)).count == years)
    #expect(made.projects.map(\.code) == made.projects.map(\.code).sorted())
    #expect(made.pools.contains { $0.region == 0 && made.factors[$0.factor].code == "land" }, "[L17.2] 30 % of land is the city's")
  }

  /// First come, first served in the order of tiers and scores: what any plan does at least.
  @Test(arguments: [UInt64(1), 2, 3]) func aboutHalfOfTheProjectsCanBeServed(_ seed: UInt64) throws {
    let snapshot = try SampleCity(seed: seed, projects: 1_212, years: 1).snapshot()
    struct Key: Hashable { var region, factor: Int }
    var left: [Key: Quantity] = [:]
    for pool in snapshot.pools { left[Key(region: pool.region, factor: pool.factor), default: .zero] += pool.available }
    var served = 0
    for project in snapshot.projects.sorted(by: { ($0.tier, $0.score) < ($1.tier, $1.score) }) {
      func pools(_ demand: Demand) -> (own: Quantity, city: Quantity) {
        (
          left[Key(region: project.home, factor: demand.factor)] ?? .zero,
          project.mayUseCityPool[demand.factor] ? left[Key(region: 0, factor: demand.factor)] ?? .zero : .zero
        )
      }
      guard project.demands.allSatisfy({ $0.needed <= pools($0).own + pools($0).city }) else { continue }
      served += 1
      for demand in project.demands {
        let own = min(demand.needed, pools(demand).own)
        left[Key(region: project.home, factor: demand.factor), default: .zero] -= own
        left[Key(region: 0, factor: demand.factor), default: .zero] -= demand.needed - own
      }
    }
    #expect((0.40...0.80).contains(Double(served) / 1_212), "served \(served)")
  }
}

@Suite("The document of the sample city")
struct SampleDocumentTests {
  @Test func namesEveryColumn() throws {
    let text = try String(contentsOf: package.appendingPathComponent("docs/reference/sample-city.md"), encoding: .utf8)
    for header in SampleCity.projectHeaders { #expect(text.contains(" \(header) "), "\(header)") }
    #expect(
      text.contains(SampleCity.quotaHeaders.joined(separator: "、")) && text.contains(SampleCity.openingHeaders.joined(separator: "、")))
  }
}

@Suite("The import takes what the sample writes")
struct MappingTests {
  struct Mapping: Decodable {
    struct Field: Decodable {
      var names: [String]
      var type: String
      var dimension: String?
    }
    struct Column: Decodable {
      var factor: String
      var names: [String]
      var dimension: String
    }
    struct Units: Decodable { var units: [String: String] }
    var fields: [Field]
    var demands: [Column]
    var units: [String: Units]
  }

  func mapping(_ name: String) throws -> Mapping {
    try JSONDecoder().decode(Mapping.self, from: Data(contentsOf: package.appendingPathComponent("Scenarios/mapping/\(name).json")))
  }

  /// Header without its bracket, and the unit in it.
  func parts(_ header: String) -> (name: String, unit: String) {
    let name = String(header.prefix { $0 != "(" })
    return (name, String(header.dropFirst(name.count + 1).prefix { $0 != ")" && $0 != "/" }))
  }

  @Test func everyHeaderIsKnownWithItsUnit() throws {
    let mapping = try mapping("projects")
    for header in SampleCity.projectHeaders {
      let (name, unit) = parts(header)
      let dimension: String?
      if let factor = ProjectColumn.demandHeaders.firstIndex(of: header) {
        let column = try #require(mapping.demands.first { $0.names.contains(name) }, "\(header)")
        #expect(column.factor == Places.factors[factor].code)
        dimension = column.dimension
      } else {
        let field = try #require(mapping.fields.first { $0.names.contains(name) }, "\(header)")
        dimension = field.dimension
      }
      if let dimension { #expect(mapping.units[dimension]?.units[unit] != nil, "\(header)") }
    }
    let quota = try self.mapping("quota")
    for header in SampleCity.quotaHeaders { #expect(quota.fields.contains { $0.names.contains(header) }, "\(header)") }
  }
}
