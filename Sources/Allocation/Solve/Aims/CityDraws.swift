/// What a tier draws on the city's pools as columns of a program, in parts of what the city has: what counties ask beyond their own pools, with all before
/// it. Projects of later tiers that only help to keep a floor draw nothing here, though they do in the tier's own rows.
struct CityDraws<Tier: AimedTier> {
  /// Used part of the city's pools, summed up over the factors, and what of it no choice changes.
  private(set) var terms: [(column: Int, value: Double)] = []
  private(set) var constant = 0.0

  private typealias Member = (column: Int, choice: Tier.Choice, amount: Int64)
  private let tier: Tier
  private let pools: Int

  init(_ tier: Tier, into program: inout AimProgram<Tier>) {
    self.tier = tier
    let instance = tier.instance
    pools = instance.regions * instance.factors
    var members = [[Member]](repeating: [], count: tier.supply.count)
    for (column, choice) in tier.choices.prefix(tier.ownChoices).enumerated() {
      let project = tier.project(choice)
      for entry in instance.demands(project) {
        let pool = instance.pool(instance.home(project), instance.demandFactor[entry])
        members[tier.year(choice) * pools + pool].append((column, choice, instance.amount[entry]))
      }
    }
    for factor in 0..<instance.factors where !instance.isExchanged[factor] {
      let places = places(instance.city, factor)
      let available = places.reduce(Int64(0)) { $0 + tier.supply[$1] }
      guard available > 0 else { continue }
      for place in places {
        constant += Double(tier.fixedDemand[place]) / Double(available)
        terms += members[place].map { ($0.column, Double($0.amount) / Double(available)) }
      }
      for region in 0..<instance.regions where region != instance.city {
        add(places: self.places(region, factor), factor, members, Double(available), to: &program)
      }
    }
    // The city's own projects ask for several factors.
    terms = Dictionary(terms.map { ($0.column, $0.value) }, uniquingKeysWith: +).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func places(_ region: Int, _ factor: Int) -> [Int] {
    (0..<tier.years).map { $0 * pools + tier.instance.pool(region, factor) }
  }

  /// Rows of one county: what it asks in each year, less what it draws, with what it passes on, is what it has.
  private mutating func add(
    places: [Int], _ factor: Int, _ members: [[Member]], _ available: Double, to program: inout AimProgram<Tier>
  ) {
    let isCarried = tier.instance.snapshot.rules.carries(factor: factor)
    let (supply, fixed) = (places.map { tier.supply[$0] }, places.map { tier.fixedDemand[$0] })
    let own = places.map { members[$0] }
    /// What it draws in each year, and what it has left, where these are awarded.
    func flow(_ awarded: Set<Tier.Choice>) -> [(draw: Int64, left: Int64)] {
      var stock: Int64 = 0
      return own.indices.map { year in
        let asked = own[year].reduce(fixed[year]) { $0 + (awarded.contains($1.choice) ? $1.amount : 0) }
        let left = supply[year] + stock - asked
        stock = isCarried ? max(0, left) : 0
        return (max(0, -left), max(0, left))
      }
    }
    guard own.contains(where: { !$0.isEmpty }) else {
      return constant += flow([]).reduce(0) { $0 + Double($1.draw) / available }
    }
    var passed: Int?
    for year in own.indices {
      let draw = program.column { Double(flow($0)[year].draw) / available }
      terms.append((draw, 1))
      var row: [(column: Int, value: Double)] = own[year].map { ($0.column, Double($0.amount) / available) }
      row.append((draw, -1))
      if let passed { row.append((passed, -1)) }
      passed = nil
      if isCarried, year + 1 < own.count {
        let column = program.column { Double(flow($0)[year].left) / available }
        row.append((column, 1))
        passed = column
      }
      program.row(upper: Double(supply[year] - fixed[year]) / available, row)
    }
  }
}
