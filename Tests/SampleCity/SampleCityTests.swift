import Allocation
import Foundation
import Testing

@testable import SampleCity

/// Top of the package, for files that are committed.
let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

func realProjects() throws -> [SampleProject] {
  try RealProjects.read(String(contentsOf: package.appendingPathComponent("Scenarios/liaocheng/real_projects.csv"), encoding: .utf8))
}

/// FNV-1a, 64 bits.
func hash(_ text: String) -> String {
  String(text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
}

@Suite("The sample city is the same everywhere")
struct SampleCityStability {
  @Test func firstThousandRowsOfSeedOne() throws {
    let city = try SampleCity(seed: 1, projects: 1_000, years: 3)
    let text = city.rows.map(ProjectColumn.line).joined()
    #expect(hash(text) == "9fccf99125db3642", "the rows changed: say so in docs/reference/sample-city.md and set the new hash")
    #expect(hash(city.quota().map(QuotaTable.line).joined()) == "fc04df45de9a11ab")
  }

  @Test func seedsDiffer() throws {
    let one = try SampleCity(seed: 1, projects: 50).rows.map(ProjectColumn.line)
    let two = try SampleCity(seed: 2, projects: 50).rows.map(ProjectColumn.line)
    #expect(one != two)
    #expect(try SampleCity(seed: 1, projects: 50).rows.map(ProjectColumn.line) == one)
  }

  @Test func committedMapIsWhatTheGeneratorMakes() throws {
    let committed = try String(contentsOf: package.appendingPathComponent("Scenarios/liaocheng/boundaries.geojson"), encoding: .utf8)
    #expect((committed == SampleCity.schematicMap()) == true, "make it again with SampleCity.schematicMap()")
    let map = try #require(try JSONSerialization.jsonObject(with: Data(committed.utf8)) as? [String: Any])
    let features = try #require(map["features"] as? [[String: Any]])
    #expect(features.count == 11)
    for feature in features {
      let properties = try #require(feature["properties"] as? [String: Any])
      #expect((properties["note"] as? String)?.contains("schematic, not boundaries") == true)
    }
  }

  @Test func eachSeatLiesInItsOwnCell() {
    for cell in Boundaries.cells() {
      let seat = Boundaries.Point(x: cell.region.longitude!, y: cell.region.latitude!)
      func contains(_ ring: [Boundaries.Point]) -> Bool {
        ring.indices.filter { index in
          let (a, b) = (ring[index], ring[(index + 1) % ring.count])
          return (a.y > seat.y) != (b.y > seat.y) && seat.x < (b.x - a.x) * (seat.y - a.y) / (b.y - a.y) + a.x
        }.count % 2 == 1
      }
      #expect(contains(cell.outline) && !cell.holes.contains(where: contains), "\(cell.region.name)")
    }
  }

  @Test func sizesOutOfRangeAreRefused() {
    #expect(throws: SampleCity.SampleError.size(0)) { try SampleCity(projects: 0) }
    #expect(throws: SampleCity.SampleError.size(1_000_001)) { try SampleCity(projects: 1_000_001) }
    #expect(throws: SampleCity.SampleError.years(4)) { try SampleCity(years: 4) }
  }
}

@Suite("Whole-number sampling")
struct SamplingTests {
  @Test(arguments: [-5.0, -1.25, -0.001, 0, 0.5, 1, 3.7, 6.6])
  func exponentialAgreesWithTheLibrary(_ x: Double) {
    let exponent = Int64((x * 65_536).rounded())
    let exact = 1_000_000_000 * exp(Double(exponent) / 65_536)
    #expect(abs(Double(FixedPoint.timesExponential(1_000_000_000, exponent)) - exact) <= 1 + exact * 1e-6)
  }

  @Test func normalHasMeanZeroAndDeviationOne() {
    var source = RandomSource(seed: 7, stream: 1)
    let values = (0..<20_000).map { _ in Double(source.normal()) / 65_536 }
    let mean = values.reduce(0, +) / 20_000
    let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 20_000
    #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.05)
  }

  @Test(arguments: [1, 2, 3, 16, 17, 1_000, 4_097]) func permutationHitsEachPlaceOnce(_ count: Int) {
    let order = Permutation(count: count, seed: 5)
    #expect(Set((0..<count).map { order[$0] }) == Set(0..<count))
  }

  @Test func daysAgreeWithTheCalendar() {
    for day in stride(from: Int64(0), to: 40_000, by: 37) {
      let iso = Day(number: day).iso
      let date = CivilDate(iso)!
      #expect(Day(Int64(date.year), Int64(date.month), Int64(date.day)).number == day)
    }
    #expect(Day(2026, 7, 1).number == 20_635)
  }
}
