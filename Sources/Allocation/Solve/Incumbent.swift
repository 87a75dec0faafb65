/// A plan of one tier that is feasible in whole numbers, whatever it was made from.
struct Incumbent {
  private let state: TierState
  private let instance: Instance
  private var load: Load
  /// Candidates that are awarded.
  private(set) var chosen: [Int] = []
  /// Projects of later tiers that keep the floors.
  private(set) var witness: [Int] = []
  private(set) var value: Int64 = 0
  private var isTaken: [Bool]
  private var missing: [Int: Int]

  /// Pairs of equal score that are tried for a swap.
  private static let swapLimit = 400_000

  private init(empty state: TierState) {
    (self.state, instance, load, missing) = (state, state.load.instance, state.load, state.floors)
    isTaken = [Bool](repeating: false, count: instance.count)
  }

  /// What keeps the floors, then whatever fits: `first` in its order, then all candidates in theirs.
  init(_ state: TierState, preferring first: [Int] = []) {
    self.init(empty: state)
    fill(state.witness)
    fill(first)
    fill(state.candidates)
  }

  /// A solver's choice as far as it fits, those with the highest score first; then whatever else fits.
  init(_ state: TierState, chosen: [Int], witness: [Int]) {
    self.init(empty: state)
    fill(witness)
    fill(chosen.sorted { instance.place[$0] < instance.place[$1] })
    fill(state.candidates)
  }

  /// These and no others, as far as they fit.
  init(_ state: TierState, exactly chosen: [Int], witness: [Int]) {
    self.init(empty: state)
    fill(witness)
    fill(chosen.sorted { instance.place[$0] < instance.place[$1] })
  }

  /// Sum over the factors of the used part of the city's pool, in millionths; factors that counties lend each other don't count.
  func cityUse() -> Int64 {
    var load = state.load
    for project in chosen { load.add(project) }
    return (0..<instance.factors).reduce(0) { sum, factor in
      let available = load.supply.available[instance.pool(instance.city, factor)]
      guard available > 0, !instance.isExchanged[factor] else { return sum }
      return sum + Int64(Int128(load.cityUse(factor)) * Int128(Aim.parts) / Int128(available))
    }
  }

  /// `load` with what is awarded here.
  func loaded(on load: Load) -> Load {
    var load = load
    for project in chosen + witness { load.add(project) }
    return load
  }

  var keepsFloors: Bool { missing.values.allSatisfy { $0 <= 0 } }

  private mutating func fill(_ projects: [Int]) {
    for project in projects where !isTaken[project] {
      if state.groups.isGrouped(project) {
        takeWithGroup(project)
      } else if load.fits(project) {
        take(project)
      }
    }
  }

  /// With all that must come with it, or not at all. Of later tiers only those that need nobody are taken.
  private mutating func takeWithGroup(_ project: Int) {
    guard let unit = state.groups.unit(project, taken: { isTaken[$0] }), unit == [project] || unit.allSatisfy({ isCandidate($0) }) else {
      return
    }
    let before = load
    for member in unit where !load.addIfFits(member) {
      load = before
      return
    }
    load = before
    for member in unit { take(member) }
  }

  private func isCandidate(_ project: Int) -> Bool {
    let waiting = instance.snapshot.projects[project]
    return waiting.tier == state.tier && waiting.pin == nil && waiting.from <= state.vintage && !instance.demands(project).isEmpty
  }

  private mutating func take(_ project: Int) {
    load.add(project)
    isTaken[project] = true
    if !missing.isEmpty { missing[instance.snapshot.projects[project].region]? -= 1 }
    if instance.snapshot.projects[project].tier == state.tier {
      chosen.append(project)
      value += instance.score(project)
    } else {
      witness.append(project)
    }
  }

  /// Takes a project out and fills its place with others of its region wherever that is worth more, until nothing changes.
  /// - Parameter near: candidates near to the margin, whose exchange costs little, the best first.
  mutating func exchange(near: [Int]) {
    let movable = near.filter { !state.groups.isGrouped($0) }
    var tried = 0
    var isBetter = state.floors.isEmpty
    while isBetter, tried < Incumbent.swapLimit {
      isBetter = false
      let byHome = Dictionary(grouping: movable, by: instance.home).sorted { $0.key < $1.key }
      for (_, members) in byHome {
        let byScore = members.sorted { (instance.score($1), $0) < (instance.score($0), $1) }
        for leaving in byScore.reversed() where isTaken[leaving] && tried < Incumbent.swapLimit {
          if replace(leaving, from: byScore, &tried) || replace(leaving, from: members, &tried) { isBetter = true }
        }
      }
    }
    chosen = state.candidates.filter { isTaken[$0] }
    fill(state.candidates)
  }

  /// What fits in the place of `leaving`, in the order of `members`; as it was when that is worth no more.
  private mutating func replace(_ leaving: Int, from members: [Int], _ tried: inout Int) -> Bool {
    load.remove(leaving)
    var (entered, gain) = ([Int](), -instance.score(leaving))
    for member in members where member != leaving && !isTaken[member] {
      tried += 1
      guard load.addIfFits(member) else { continue }
      entered.append(member)
      gain += instance.score(member)
    }
    if gain > 0 {
      isTaken[leaving] = false
      for member in entered { isTaken[member] = true }
      value += gain
      return true
    }
    for member in entered { load.remove(member) }
    load.add(leaving)
    return false
  }

  /// Among projects of equal score the earlier entry is awarded wherever it can take the later one's place.
  mutating func settleTies() {
    var tried = 0
    var group: [Int] = []
    for project in state.candidates.filter({ !state.groups.isGrouped($0) }) + [-1] {
      if let first = group.first, project < 0 || instance.score(first) != instance.score(project) {
        settle(group, &tried)
        group = []
      }
      group.append(project)
    }
    // A project may have left and come back: what is taken is the truth.
    chosen = state.candidates.filter { isTaken[$0] }
    takeSmallerForms()
    fill(state.candidates)
    chosen.sort { instance.place[$0] < instance.place[$1] }
  }

  /// Of forms of a project that are worth the same the one that leaves most to others.
  private mutating func takeSmallerForms() {
    let asking = Set(state.candidates)
    for place in chosen.indices {
      for form in instance.smallerForms(chosen[place]) where asking.contains(form) && !instance.demands(form).isEmpty {
        load.remove(chosen[place])
        let fits = load.fits(form)
        load.add(fits ? form : chosen[place])
        guard fits else { continue }
        (isTaken[chosen[place]], isTaken[form]) = (false, true)
        chosen[place] = form
      }
    }
  }

  /// `group`: candidates of one score, earlier entries first.
  private mutating func settle(_ group: [Int], _ tried: inout Int) {
    guard group.count > 1 else { return }
    for (index, early) in group.enumerated() where !isTaken[early] {
      for late in group[(index + 1)...].reversed() where isTaken[late] && isSwapAllowed(early, late) {
        guard tried < Incumbent.swapLimit else { return }
        tried += 1
        load.remove(late)
        guard load.fits(early) else {
          load.add(late)
          continue
        }
        load.add(early)
        isTaken[late] = false
        isTaken[early] = true
        break
      }
    }
  }

  /// With floors only within one region, so that no floor is touched.
  private func isSwapAllowed(_ a: Int, _ b: Int) -> Bool {
    state.floors.isEmpty || instance.snapshot.projects[a].region == instance.snapshot.projects[b].region
  }
}
