internal import Allocation

/// Draws one generated project. Each has a random source of its own, so any row can be made alone.
struct ProjectMaker {
  private var random: RandomSource
  private let years: Int
  private var project: SampleProject
  /// 万元, and ten-thousandths of 亿元 at once.
  private var investment: Int64 = 0
  private var isTwoHigh = false
  private var isManufacturing = false

  private init(seed: UInt64, index: Int, years: Int) {
    random = RandomSource(seed: seed, stream: UInt64(index))
    self.years = years
    project = SampleProject(code: "", name: "", region: 0, industry: "")
  }

  /// The `index`-th generated project (from 0), in region `region`.
  static func make(seed: UInt64, index: Int, region: Int, years: Int, digits: Int) -> SampleProject {
    var maker = ProjectMaker(seed: seed, index: index, years: years)
    maker.project.region = region
    maker.identity(number: Digits.padded(index + 1, to: digits))
    maker.standing()
    maker.money()
    maker.dates()
    maker.landDemand()
    maker.energyDemand()
    maker.pollutantDemand()
    maker.fundDemand()
    maker.atLeastOneDemand()
    return maker.project
  }

  private mutating func identity(number: String) {
    isTwoHigh = random.chance(Figures.twoHighShare)
    // The two high are manufacturing too; the rest fills the share up.
    let rest = (Figures.manufacturingShare - Figures.twoHighShare) * 10_000 / (10_000 - Figures.twoHighShare)
    isManufacturing = random.chance(rest) || isTwoHigh
    let list = isTwoHigh ? Industry.twoHigh : isManufacturing ? Industry.manufacturing : Industry.services
    let industry = list[random.pick(list.map(\.weight))]
    let product = industry.products[Int(random.below(Int64(industry.products.count)))]
    project.code = "LC-G-\(number)"
    project.name = "\(Places.regions[project.region].name)\(product)示例项目\(number)"
    project.industry = industry.name
    project.builder = Industry.publicNames.contains(industry.name) ? "示例建设单位\(number)" : "示例企业\(number)"
    project.kind = ["新建", "扩建", "技术改造"][random.pick(isManufacturing ? [70, 18, 12] : [88, 12, 0])]
    project.contents = "\(product)（生成的示例数据，非真实项目）"
    project.isTwoHigh = isTwoHigh
  }

  private mutating func standing() {
    project.level = SampleProject.Level(rawValue: random.pick(Figures.levelWeights))
    let isPublic = Industry.publicNames.contains(project.industry)
    project.category = isPublic ? .government : SampleProject.Category(rawValue: random.pick(Figures.categoryWeights))
    project.grade = ["A", "B", "C", "D", "T"][random.pick(Figures.gradeWeights)]
    project.stage = SampleProject.Stage(rawValue: random.pick(Figures.stageWeights))
    if random.chance(Figures.phasedShare) { project.phases = 2 } else { project.phases = 1 }
  }

  private mutating func money() {
    let byLevel = Figures.investmentByLevel[project.level!.rawValue]
    investment = random.logNormal(
      median: Figures.investmentMedian * byLevel / 10_000, sigma: Figures.investmentSigma, within: Figures.investmentRange, step: 100)
    project.investment = Quantity(units: investment)
    project.fixedInvestment = Quantity(units: investment * random.within(Figures.fixedShare) / 100)
    let output = investment * random.within(Figures.outputShare) / 100
    if isManufacturing {
      project.output = Quantity(units: output)
      project.tax = Quantity(units: output * random.within(Figures.taxShare) / 1000)
    }
    project.jobs = max(5, investment * random.within(Figures.jobs) / 10_000)
    project.sourceKind = sourceKind()
    if project.sourceKind == .foreign {
      // 7 yuan to the dollar, to whole 100,000; a third to two thirds paid in cash.
      let dollars = investment / 7 / 10 * 10
      project.foreignTotal = Quantity(units: dollars)
      project.foreignCash = Quantity(units: dollars * random.within(20...65) / 100)
    }
  }

  private mutating func sourceKind() -> SampleProject.SourceKind {
    switch project.category {
    case .promotion: random.chance(400) ? .foreign : .attracted
    case .government: random.chance(5_000) ? .policyFund : random.chance(3_000) ? .planned : .other
    default: random.chance(400) ? .policyFund : random.chance(1_500) ? .planned : .other
    }
  }

  private mutating func dates() {
    let first = Int64(Figures.firstVintage)
    let vintage = random.pick(Array(Figures.startYearWeights.prefix(years)))
    let started = project.stage == .construction || project.stage == .production
    let day = random.within(0...364)
    let start = started ? Day(first - 1, 1, 1) + (project.stage == .production ? day - 500 : day) : Day(first + Int64(vintage), 1, 1) + day
    project.plannedStart = start.iso
    // Real parcels: two years from start to finish.
    let finish = start + random.within(300...1_100)
    project.plannedFinish = finish.iso
    project.demandYear = Int(first) + (started ? 0 : vintage)
    let seen = min(start, Figures.baseDate) + -random.within(30...600)
    let isStalled = project.stage == .construction && random.chance(Figures.stalledShareOfConstruction)
    let progress = Figures.baseDate + -(isStalled ? random.within(400...900) : random.within(3...150))
    let entered = isStalled ? min(seen, Figures.baseDate + -950) : seen
    project.entered = entered.iso
    project.lastProgress = max(progress, entered).iso
    if started { project.holds = isStalled ? .granted : .used }
  }

  private mutating func ask(_ factor: Int, _ tenThousandths: Int64) {
    if tenThousandths > 0 { project.demands.append(.init(factor: factor, quantity: Quantity(tenThousandths: tenThousandths))) }
  }

  private mutating func landDemand() {
    guard random.chance(Figures.asksLand) else { return }
    let intensity = random.logNormal(median: Figures.intensityMedian, sigma: Figures.intensitySigma, within: Figures.intensityRange)
    // Hundredths of a 亩, as the land register has them.
    let land = max(investment * 100 / intensity, 20)
    ask(Places.land, land * 100)
    project.landArea = Quantity(tenThousandths: land * 100)
    guard random.chance(Figures.takesFarmland) else { return }
    let farmland = max(land * random.within(Figures.farmlandShare) / 100, 1)
    ask(Places.balance.lowerBound, farmland * 100)
    if random.chance(Figures.takesPaddy) { ask(Places.balance.lowerBound + 1, max(farmland / 4, 1) * 100) }
    ask(Places.balance.lowerBound + 2, farmland * random.within(Figures.grainCapacity) / 100 * 10_000)
  }

  private mutating func energyDemand() {
    guard isTwoHigh else { return }
    let energy = max(perInvestment(Figures.energyMedian, sigma: Figures.energySigma), 10)
    ask(Places.energy, energy * 10_000)
    project.energyUse = Quantity(units: energy)
    if random.chance(Figures.burnsCoal) {
      ask(Places.coal, max(perInvestment(Figures.coalMedian, sigma: Figures.coalSigma), 10) * 10_000)
    }
    carbon = energy * random.within(Figures.carbonPerEnergy) / 100
  }
  /// Asked after the pollutants, since demands ascend by factor.
  private var carbon: Int64 = 0

  /// So many units for each 亿元, spread log-normally.
  private mutating func perInvestment(_ median: Int64, sigma: Int64) -> Int64 {
    random.logNormal(median: median, sigma: sigma, within: 1...Int64(1) << 36) * investment / 10_000
  }

  private mutating func pollutantDemand() {
    for (offset, factor) in Places.pollutants.enumerated() {
      let isWater = offset < 2
      let chance = isManufacturing ? Figures.emits[offset] : isWater ? Figures.emits[offset] / 4 : 0
      guard random.chance(chance) else { continue }
      if random.chance(Figures.nearThreshold) {
        let threshold = Figures.thresholds[offset]
        ask(factor, random.within(threshold * 3 / 10...threshold * 15 / 10))
      } else {
        let amount = perInvestment(Figures.emissionMedian[offset], sigma: Figures.emissionSigma)
        // Grams would be pretence: whole kilogrammes, above the smallest step.
        ask(factor, max((isTwoHigh ? 3 : 1) * amount / 10 * 10, 10))
      }
    }
    ask(Places.carbon, carbon * 10_000)
  }

  private mutating func fundDemand() {
    guard project.sourceKind == .policyFund else { return }
    for (offset, factor) in Places.funds.enumerated() where random.chance(Figures.fundChance[offset]) {
      ask(factor, max(investment * random.within(Figures.fundShare[offset]) / 100, 1) * 10_000)
    }
  }

  /// A project that asks nothing would not stand in the factor library (要素保障库).
  private mutating func atLeastOneDemand() {
    guard project.demands.isEmpty else { return }
    ask(Places.land, max(investment * 100 / Figures.intensityMedian, 20) * 100)
  }
}

enum Digits {
  static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
