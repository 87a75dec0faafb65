public import Allocation

/// One row of the quota table: a deposit.
public struct SampleQuota: Sendable, Equatable {
  /// Index into `SampleCity.factors`.
  public var factor: Int
  /// Index into `SampleCity.regions`.
  public var region: Int
  public var vintage: Int
  public var quantity: Quantity
  public var source: String
  public var document: String
  public var validFrom: String
  public var validTo: String
}

/// What the city's projects ask, by region, factor and vintage; the measure by which pools are filled.
struct Need {
  let years: Int
  private var sums: [Int64]

  init(years: Int) {
    self.years = years
    sums = Array(repeating: 0, count: Places.regions.count * Places.factors.count * years)
  }

  private func place(_ region: Int, _ factor: Int, _ year: Int) -> Int { (region * Places.factors.count + factor) * years + year }

  mutating func add(_ project: SampleProject, year: Int) {
    for ask in project.demands {
      sums[place(project.region, ask.factor, year)] += Need.atPool(ask).tenThousandths
    }
  }

  /// What must leave a pool: coal and carbon are replaced 1.1 to 1, all else 1 to 1 (rules since 2023-01).
  static func atPool(_ ask: SampleProject.Ask) -> Quantity { ratio(ask.factor).roundedUp(ask.quantity) }
  static func ratio(_ factor: Int) -> Ratio { factor == Places.coal || factor == Places.carbon ? Ratio(11, 10) : .one }

  subscript(region: Int, factor: Int, year: Int) -> Int64 { sums[place(region, factor, year)] }

  /// The same total, spread over the years by the weights of starts: for a city where everyone competes at once.
  func spread() -> Need {
    var result = Need(years: years)
    let weights = Figures.startYearWeights.prefix(years)
    let sum = weights.reduce(0, +)
    for region in Places.regions.indices {
      for factor in Places.factors.indices {
        let total = (0..<years).reduce(Int64(0)) { $0 + self[region, factor, $1] }
        for (year, weight) in weights.enumerated() { result.sums[place(region, factor, year)] = total / sum * weight }
      }
    }
    return result
  }
}

/// Fills the pools: so much of the need of each county and factor as a seeded draw says.
struct Supply {
  let seed: UInt64
  let need: Need

  /// Percent of the need that is there: 35 to 65, and 120 for three pools in ten.
  func share(region: Int, factor: Int) -> Int64 {
    var random = source(1, region, factor, 0)
    return random.chance(Figures.slackShare) ? Figures.slack : random.within(Figures.scarcity)
  }

  private func source(_ purpose: UInt64, _ region: Int, _ factor: Int, _ year: Int) -> RandomSource {
    RandomSource(seed: seed ^ 0x5155_4F54_4100 ^ purpose, stream: UInt64(region * 10_000 + factor * 100 + year))
  }

  /// What comes to a county, the city's share by policy included. Cut to steps that such documents have.
  func total(region: Int, factor: Int, year: Int) -> Int64 {
    let step = Supply.step(factor)
    return need[region, factor, year] / 100 * share(region: region, factor: factor) / step * step
  }

  /// Whole units; of pollutants whole kilogrammes, because whole tonnes would empty small pools.
  private static func step(_ factor: Int) -> Int64 { Places.pollutants.contains(factor) ? 10 : Quantity.scale }

  /// Land and pollutants are split by policy when they are deposited; of all else a part comes to the city itself.
  static func isSplitByPolicy(_ factor: Int) -> Bool { factor == Places.land || Places.pollutants.contains(factor) }

  /// Every row of the quota table, by vintage, factor and region.
  func rows() -> [SampleQuota] {
    var rows: [SampleQuota] = []
    for year in 0..<need.years {
      for factor in Places.factors.indices {
        var toCity: Int64 = 0
        for region in 1..<Places.regions.count {
          let total = total(region: region, factor: factor, year: year)
          guard total > 0 else { continue }
          if Supply.isSplitByPolicy(factor) {
            rows += lots(total, region: region, factor: factor, year: year)
          } else {
            let step = Supply.step(factor)
            let part = total / 100 * Figures.cityDepositShare / step * step
            toCity += part
            rows += lots(total - part, region: region, factor: factor, year: year)
          }
        }
        if toCity > 0 { rows += lots(toCity, region: 0, factor: factor, year: year) }
      }
    }
    return rows
  }

  private func lots(_ total: Int64, region: Int, factor: Int, year: Int) -> [SampleQuota] {
    guard total > 0 else { return [] }
    var random = source(2, region, factor, year)
    // A document beyond what an import takes for a slip of the pen is divided.
    let most = Quantity(units: Figures.largestLot[Places.factors[factor].unit] ?? 1_000_000).tenThousandths
    let count = max(Places.pollutants.contains(factor) ? random.within(Figures.pollutantLots) : 1, (total + most - 1) / most)
    var rest = total
    var rows: [SampleQuota] = []
    for lot in 1...count {
      let part = lot == count ? rest : min(rest, total / count / 10 * 10)
      rest -= part
      if part > 0 { rows.append(row(part, region: region, factor: factor, year: year, lot: Int(lot), lots: Int(count))) }
    }
    return rows
  }

  private func row(_ quantity: Int64, region: Int, factor: Int, year: Int, lot: Int, lots: Int) -> SampleQuota {
    let vintage = Figures.firstVintage + year
    let name = Places.regions[region].name
    let number = (region * Places.factors.count + factor) * 10 + lot
    let isPollutant = Places.pollutants.contains(factor)
    // A measured reduction serves its plan period; a yearly plan its year; the rest until it is used.
    let end = isPollutant ? "\(vintage + 4)-12-31" : factor == Places.land ? "\(vintage)-12-31" : ""
    return SampleQuota(
      factor: factor, region: region, vintage: vintage, quantity: Quantity(tenThousandths: quantity),
      source: isPollutant ? "\(name)示例减排项目\(lot)" : Supply.origin(factor, name: name),
      document: "示例〔\(vintage)〕\(number)号", validFrom: "\(vintage)-01-01", validTo: end)
  }

  private static func origin(_ factor: Int, name: String) -> String {
    switch Places.factors[factor].category {
    case .land: "年度新增建设用地计划"
    case .balance: "\(name)补充耕地储备"
    case .fund: "上级下达资金计划"
    default: "\(name)挖潜收储"
    }
  }

  /// What the yearly plan is expected to bring to each county: the measure of an advance (L17.1).
  func expectedPlans() -> [SampleOpening] {
    (0..<need.years).flatMap { year in
      (1..<Places.regions.count).compactMap { region in
        let total = total(region: region, factor: Places.land, year: year)
        guard total > 0 else { return nil }
        return SampleOpening(
          kind: .expected, project: nil, factor: Places.land, region: region, vintage: Figures.firstVintage + year,
          quantity: Quantity(tenThousandths: total), source: "预计年度计划")
      }
    }
  }
}

extension SampleCity {
  /// What competes for quota: reserved projects that hold none yet.
  func need(progress: (Int) -> Void = { _ in }) -> Need {
    var need = Need(years: years)
    for index in 0..<generated {
      let project = generatedProject(index)
      if project.stage == .reserved, let year = project.demandYear { need.add(project, year: year - Figures.firstVintage) }
      if index % 4_096 == 0 { progress(index) }
    }
    return need
  }

  /// The quota table: some hundred rows whatever the city's size. One pass over all projects.
  public func quota(progress: (Int) -> Void = { _ in }) -> [SampleQuota] { Supply(seed: seed, need: need(progress: progress)).rows() }
}
