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
    var sum = load
    sum.add(all: witness)
    sum.add(all: chosen)
    if !takeAtOnce(witness, chosen, sum) {
      fill(witness)
      fill(chosen.sorted { instance.place[$0] < instance.place[$1] })
    }
    fill(state.candidates)
  }

  /// All of `chosen` but those, the last of `doubtful` first, without which the others fit together; then whatever else fits, `doubtful` in its order.
  /// nil when no doubtful ones are left and it still doesn't fit.
  init?(_ state: TierState, chosen: [Int], doubtful: [Int]) {
    self.init(empty: state)
    guard state.groups.isEmpty else { return nil }
    var sum = load
    sum.add(all: chosen)
    var left: [Int] = []
    if !sum.isFeasible {
      for project in chosen { isTaken[project] = true }
      for project in doubtful.reversed() where isTaken[project] && sum.isShort(for: project) {
        sum.remove(project)
        left.append(project)
        if sum.isFeasible { break }
      }
      for project in chosen { isTaken[project] = false }
      guard sum.isFeasible else { return nil }
    }
    let leaves = Set(left)
    guard takeAtOnce([], leaves.isEmpty ? chosen : chosen.filter { !leaves.contains($0) }, sum) else { return nil }
    fill(doubtful)
    fill(state.candidates)
  }

  /// Takes projects that fit together, without a question for each; false, and nothing taken, when they don't, or groups may tie them.
  /// - Parameter sum: `load` with all of them.
  private mutating func takeAtOnce(_ witness: [Int], _ chosen: [Int], _ sum: Load) -> Bool {
    guard state.groups.isEmpty, sum.isFeasible else { return false }
    load = sum
    self.chosen.reserveCapacity(chosen.count)
    for project in witness { note(project) }
    for project in chosen { note(project) }
    return true
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
    // Who doesn't fit now fits no better when others were taken.
    let open = state.groups.isEmpty ? load.fitting(projects, except: isTaken) : projects
    for project in open where !isTaken[project] {
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
    note(project)
  }

  /// `project` is taken and loaded.
  private mutating func note(_ project: Int) {
    isTaken[project] = true
    if !missing.isEmpty { missing[instance.snapshot.projects[project].region]? -= 1 }
    if instance.tier(project) == state.tier {
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

  /// Whether a candidate is awarded.
  func isChosen(_ project: Int) -> Bool { isTaken[project] }

  /// What all but `members` ask, and which of them are awarded.
  func without(_ members: [Int]) -> (load: Load, taken: [Int]) {
    let taken = members.filter { isTaken[$0] }
    var load = load
    for project in taken { load.remove(project) }
    return (load, taken)
  }

  /// Decides `members` anew: those of `better`, then whatever else of them fits. As it was when that is worth no more.
  mutating func decide(_ members: [Int], as better: [Int]) {
    let before = (load, value, members.filter { isTaken[$0] })
    for project in before.2 {
      load.remove(project)
      isTaken[project] = false
      value -= instance.score(project)
    }
    for project in better + members where !isTaken[project] && load.addIfFits(project) {
      isTaken[project] = true
      value += instance.score(project)
    }
    guard value < before.1 else { return }
    for project in members { isTaken[project] = false }
    for project in before.2 { isTaken[project] = true }
    (load, value) = (before.0, before.1)
  }

  /// Once members were decided anew: whatever else fits is awarded too.
  mutating func complete() {
    chosen = state.candidates.filter { isTaken[$0] }
    fill(state.candidates)
  }

  /// Among projects of equal score the earlier entry is awarded wherever it can take the later one's place.
  mutating func settleTies() {
    var tried = 0
    let movable = state.groups.isEmpty ? state.candidates : state.candidates.filter { !state.groups.isGrouped($0) }
    var first = 0
    for place in movable.indices where place + 1 == movable.count || instance.score(movable[place + 1]) != instance.score(movable[first]) {
      settle(movable[first...place], &tried)
      first = place + 1
    }
    // A project may have left and come back: what is taken is the truth.
    chosen = state.candidates.filter { isTaken[$0] }
    takeSmallerForms()
    fill(state.candidates)
    chosen = state.candidates.filter { isTaken[$0] }
  }

  /// Of forms of a project that are worth the same the one that leaves most to others.
  private mutating func takeSmallerForms() {
    guard instance.hasVariants else { return }
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
  private mutating func settle(_ group: ArraySlice<Int>, _ tried: inout Int) {
    guard group.count > 1 else { return }
    for (place, early) in zip(group.indices, group) where !isTaken[early] {
      let lack = load.isPlain ? load.lack(of: early) : nil
      for late in group[(place + 1)...].reversed() where isTaken[late] && isSwapAllowed(early, late) {
        guard tried < Incumbent.swapLimit else { return }
        tried += 1
        if let lack, !load.mayEase(lack, without: late) { continue }
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
