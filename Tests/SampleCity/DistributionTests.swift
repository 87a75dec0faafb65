import Allocation
import Foundation
import Testing

@testable import SampleCity

@Suite("What the sample city looks like")
struct DistributionTests {
  /// Large enough that shares are within a point.
  static let rows: [SampleProject] = Array((try! SampleCity(seed: 1, projects: 20_000)).rows)

  func share(_ holds: (SampleProject) -> Bool) -> Double { Double(Self.rows.filter(holds).count) / Double(Self.rows.count) }
  func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  func asked(_ project: SampleProject, _ factor: String) -> Quantity? {
    project.demands.first { Places.factors[$0.factor].code == factor }?.quantity
  }

  @Test func investmentIsMostlyOneToFiftyHundredMillion() {
    let amounts = Self.rows.map { Double($0.investment!.tenThousandths) / 1e8 }
    let mean = amounts.reduce(0, +) / Double(amounts.count)
    #expect((4.3...6.3).contains(mean), "published means are 5.1 and 5.3 亿元")
    #expect((0.70...0.90).contains(share { $0.investment! >= Quantity(units: 10_000) && $0.investment! <= Quantity(units: 500_000) }))
    #expect(amounts.allSatisfy { $0 >= 0.05 && $0 <= 300 })
  }

  @Test func landFollowsIntensity() {
    let intensities = Self.rows.compactMap { row in
      asked(row, "land").map { Double(row.investment!.tenThousandths) / Double($0.tenThousandths) }
    }
    #expect((365...405).contains(median(intensities)))
    #expect(intensities.filter { (96...1_600).contains($0) }.count > intensities.count * 99 / 100)
  }

  @Test func onlyTheTwoHighAskEnergyCoalAndCarbon() {
    #expect((0.08...0.10).contains(share { $0.isTwoHigh == true }))
    for row in Self.rows {
      let asks = asked(row, "energy") != nil
      #expect(asks == row.isTwoHigh && (asked(row, "carbon") != nil) == asks)
      #expect(asked(row, "coal") == nil || asks)
    }
  }

  @Test func sharesAreAsDocumented() {
    let manufacturing = Set((Industry.manufacturing + Industry.twoHigh).map(\.name))
    #expect((0.65...0.75).contains(share { manufacturing.contains($0.industry) }))
    #expect((0.02...0.04).contains(share { $0.holds == .granted }), "stalled with quota in hand")
    #expect((0.05...0.085).contains(share { $0.level == .provincial }))
    #expect((0.18...0.22).contains(share { $0.grade == "A" }))
    #expect((0.10...0.20).contains(share { $0.sourceKind == .policyFund }))
    #expect(share { asked($0, "balance_paddy") != nil } < 0.01)
  }

  @Test func pollutantsStraddleTheThresholds() {
    for (code, threshold) in [("cod", 1_000), ("nh3n", 100), ("vocs", 1_000)] {
      let amounts = Self.rows.compactMap { asked($0, code)?.tenThousandths }
      let below = Double(amounts.filter { $0 <= threshold }.count) / Double(amounts.count)
      #expect((0.05...0.35).contains(below), "\(code): some may do without quota, most may not")
    }
  }

  @Test func moneyIsAskedByFundProjectsOnlyAndNeverMoreThanTheInvestment() {
    for row in Self.rows {
      let money = row.demands.filter { Places.funds.contains($0.factor) }.map(\.quantity).reduce(.zero, +)
      #expect(money == .zero || row.sourceKind == .policyFund)
      #expect(money <= row.investment!)
    }
  }

  @Test func rowsAreWellFormed() {
    for row in Self.rows {
      #expect(!row.demands.isEmpty && row.demands.map(\.factor) == row.demands.map(\.factor).sorted())
      #expect(Set(row.demands.map(\.factor)).count == row.demands.count && row.demands.allSatisfy { $0.quantity > .zero })
      #expect(row.plannedStart < row.plannedFinish && row.entered <= row.plannedStart && row.entered <= row.lastProgress)
      #expect(row.lastProgress <= "2026-07-01" && row.name.contains("示例"))
    }
  }
}

@Suite("The city of 1,212")
struct PublishedCityTests {
  @Test func realOnesFirstThenTheGeneratedToThePublishedNumber() throws {
    let real = try realProjects()
    #expect(real.count == 126)
    let rows = Array(try SampleCity(real: real).rows)
    #expect(rows.count == 1_212 && Set(rows.map(\.code)).count == 1_212)
    #expect(rows.prefix(126).allSatisfy { !$0.isGenerated } && rows.dropFirst(126).allSatisfy(\.isGenerated))
    #expect(rows[0].code == "LC-R-0001" && rows[126].code == "LC-G-0001")
    #expect(rows.filter { Places.regions[$0.region].name == "临清市" }.count == 135, "published for 2024")
  }

  @Test func realProjectsKeepOnlyWhatTheirPagesSay() throws {
    let real = try realProjects()
    #expect(real.filter { $0.investment != nil }.count == 21)
    #expect(real.allSatisfy { !$0.source.isEmpty && $0.grade.isEmpty && $0.stage == nil && $0.isTwoHigh == nil && $0.plannedStart.isEmpty })
    #expect(real.allSatisfy { $0.demands.isEmpty }, "what they would ask nobody has said")
    #expect(real[0].investment == Quantity(units: 100_000) && real[0].landArea == Quantity(units: 369))
    #expect(real.filter { $0.landArea != nil }.count == 9)
  }

  @Test func aDamagedRealFileIsRefusedWithItsLine() {
    #expect(throws: SampleCity.SampleError.realProjects(line: 1, problem: "other columns than expected")) { try RealProjects.read("a,b\n") }
    let header = CSV.line(RealProjects.headers)
    #expect(throws: SampleCity.SampleError.realProjects(line: 2, problem: "not a number: 很多")) {
      try RealProjects.read(header + "LC-R-0001,x,,,,很多,,,,,,,,,y\n")
    }
    #expect(throws: SampleCity.SampleError.realProjects(line: 2, problem: "unknown region 火星")) {
      try RealProjects.read(header + "LC-R-0001,x,火星,,,,,,,,,,,,y\n")
    }
  }

  @Test func quotaIsScarceAndSumsToTheDrawnShares() throws {
    let city = try SampleCity(real: realProjects())
    let need = city.need()
    let supply = Supply(seed: city.seed, need: need)
    let rows = supply.rows()
    var slack = 0
    var pools = 0
    for region in 1..<Places.regions.count {
      for factor in Places.factors.indices {
        let share = supply.share(region: region, factor: factor)
        pools += 1
        if share == 120 { slack += 1 } else { #expect(Figures.scarcity.contains(share)) }
      }
    }
    #expect((0.20...0.42).contains(Double(slack) / Double(pools)))
    for factor in Places.factors.indices {
      for year in 0..<3 {
        let deposited = rows.filter { $0.factor == factor && $0.vintage == 2026 + year }
          .reduce(Int64(0)) { $0 + $1.quantity.tenThousandths }
        let drawn = (1..<Places.regions.count).reduce(Int64(0)) { $0 + supply.total(region: $1, factor: factor, year: year) }
        #expect(deposited == drawn, "what is deposited is what was drawn, no more and no less")
      }
    }
    #expect(Set(rows.map(\.vintage)) == [2026, 2027, 2028] && rows.allSatisfy { $0.quantity > .zero })
  }
}
