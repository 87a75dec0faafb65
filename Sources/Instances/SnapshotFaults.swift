import Allocation
import Diagnostics

/// Whether a snapshot that somebody wrote points only at what it has, and adds up in 64 bits: the planner takes both for granted. Projects whose own data
/// is faulty are none of this: the plan says so of each.
struct SnapshotFaults {
  private let snapshot: Snapshot
  private let place: Diagnostic.Place
  private(set) var found: [Diagnostic] = []

  init(_ snapshot: Snapshot, file: String) {
    (self.snapshot, place) = (snapshot, .init(file: file))
    check(".regions", snapshot.regions.count, 1...1_000_000)
    check(".tiers", snapshot.tiers.count, 1...1_000)
    check(".horizon", snapshot.horizon, 1...Planner.horizonLimit)
    check(".vintage", snapshot.vintage, 1949...2999)
    check(".cityRegion", snapshot.cityRegion, 0...max(0, snapshot.regions.count - 1))
    guard found.isEmpty else { return }
    checkPools()
    checkCodes()
    checkRules()
    checkSums()
  }

  private var regions: ClosedRange<Int> { 0...(snapshot.regions.count - 1) }
  /// Empty snapshots have no factor: nothing may point at one.
  private var factors: ClosedRange<Int> { 0...max(0, snapshot.factors.count - 1) }

  private mutating func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) {
    guard !range.contains(value), found.count < InstanceLimits.mistakes else { return }
    found.append(Diagnostic(.outOfRange, at: place, found: "\(name) \(value)", expected: "\(range.lowerBound)…\(range.upperBound)"))
  }

  private mutating func checkPools() {
    var keys: Set<[Int]> = []
    for (index, pool) in snapshot.pools.enumerated() {
      check(".pools[\(index)].region", pool.region, regions)
      check(".pools[\(index)].factor", pool.factor, snapshot.factors.isEmpty ? -1 ... -1 : factors)
      let isNew = keys.insert([pool.region, pool.factor, pool.vintage]).inserted
      if !isNew, found.count < InstanceLimits.mistakes { found.append(Diagnostic(.duplicateKey, at: place, found: ".pools[\(index)]")) }
    }
  }

  private mutating func checkCodes() {
    var codes: Set<String> = []
    for (index, project) in snapshot.projects.enumerated() where !codes.insert(project.code).inserted {
      guard found.count < InstanceLimits.mistakes else { return }
      found.append(Diagnostic(.duplicateCode, at: place, found: ".projects[\(index)] \(project.code)"))
    }
  }

  private mutating func checkRules() {
    let rules = snapshot.rules
    for (name, list) in [("lendable", rules.lendable), ("tradable", rules.tradable)] {
      for factor in list { check(".rules.\(name)", factor, factors) }
    }
    let projects = 0...max(0, snapshot.projects.count - 1)
    for (index, group) in (rules.groups ?? []).enumerated() {
      check(".rules.groups[\(index)].projects.count", group.projects.count, 2...max(2, snapshot.projects.count))
      for project in group.projects { check(".rules.groups[\(index)].projects", project, projects) }
    }
    checkCircle()
    for (index, limit) in (rules.holdingLimits ?? []).enumerated() {
      for project in limit.projects { check(".rules.holdingLimits[\(index)].projects", project, projects) }
    }
    for floor in rules.floors { check(".rules.floors.region", floor.region, regions) }
    for (index, limit) in (rules.holdingLimits ?? []).enumerated() { check(".rules.holdingLimits[\(index)].factor", limit.factor, factors) }
    if let discount = rules.together?.discount, discount <= .zero || discount > .one {
      found.append(Diagnostic(.outOfRange, at: place, found: ".rules.together.discount \(discount)", expected: "0 < … ≤ 1"))
    }
    if let shares = rules.cityShares { check(".rules.cityShares", shares.count, snapshot.factors.count...snapshot.factors.count) }
  }

  private mutating func checkCircle() {
    guard found.isEmpty, let circle = ProjectGroup.circle(among: snapshot.rules.groups ?? []) else { return }
    let codes = circle.projects.map { snapshot.projects[$0].code }.joined(separator: ", ")
    found.append(Diagnostic(.conflict, at: place, found: ".rules.groups \(circle.group.name): follows \(codes)"))
  }

  /// All that is asked, all that there is, and all scores.
  private mutating func checkSums() {
    var (asked, had) = ([Int: Int128](), [Int: Int128]())
    var scores: Int128 = 0
    for project in snapshot.projects {
      scores += Int128(max(project.score, 0))
      for demand in project.demands { asked[demand.factor, default: 0] += Int128(max(demand.needed, .zero).tenThousandths) }
    }
    for pool in snapshot.pools { had[pool.factor, default: 0] += Int128(max(pool.available, .zero).tenThousandths) }
    check(".projects.score Σ", Int(clamping: scores), 0...Int(InstanceLimits.scores))
    let sums =
      asked.map { (".projects.demands \($0.key)", $0.value) } + had.map { (".pools \($0.key)", $0.value) }
    for (name, sum) in sums.sorted(by: { $0.0 < $1.0 }) where sum > InstanceLimits.sum {
      found.append(Diagnostic(.outOfRange, at: place, found: "Σ \(name) \(sum)", expected: "≤ \(InstanceLimits.sum)"))
    }
  }
}
