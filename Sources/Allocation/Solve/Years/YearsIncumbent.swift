/// A plan of one tier over several years that is feasible in whole numbers, whatever it was made from.
struct YearsIncumbent {
  private let state: YearsTierState
  private let instance: Instance
  private var load: YearsLoad
  /// Year in which each project is awarded, −1 where it isn't.
  private var yearOf: [Int8]
  private var missing: [Int: Int]
  private(set) var chosen: [YearOption] = []
  private(set) var witness: [YearOption] = []
  private(set) var value: Int64 = 0

  /// What keeps the floors, then `first` as far as it fits, then all options.
  init(_ state: YearsTierState, preferring first: [YearOption] = [], fillsUp: Bool = true) {
    (self.state, instance, load, missing) = (state, state.load.instance, state.load, state.floors)
    yearOf = [Int8](repeating: -1, count: instance.count)
    fill(state.witness)
    fill(first)
    if fillsUp { fill(state.options) }
  }

  /// These and no others, as far as they fit; who comes first in time goes first, so that nobody brings a leader into a later year.
  init(_ state: YearsTierState, exactly chosen: [YearOption], witness: [YearOption]) {
    (self.state, instance, load, missing) = (state, state.load.instance, state.load, state.floors)
    yearOf = [Int8](repeating: -1, count: instance.count)
    fill(witness)
    fill(chosen.sorted { ($0.year, instance.place[$0.project]) < ($1.year, instance.place[$1.project]) })
  }

  var keepsFloors: Bool { missing.values.allSatisfy { $0 <= 0 } }

  private mutating func fill(_ options: [YearOption]) {
    for option in options where yearOf[option.project] < 0 {
      if state.groups.isGrouped(option.project) {
        takeWithGroup(option)
      } else if load.fits(option) {
        take(option)
      }
    }
  }

  /// With all that must come with it, or not at all.
  private mutating func takeWithGroup(_ option: YearOption) {
    guard let unit = state.groups.unit(option, taken: { yearOf[$0] < 0 ? nil : Int(yearOf[$0]) }),
      unit == [option] || unit.allSatisfy({ isCandidate($0) })
    else { return }
    let before = load
    for member in unit where !load.addIfFits(member) {
      load = before
      return
    }
    load = before
    for member in unit { take(member) }
  }

  private func isCandidate(_ option: YearOption) -> Bool {
    let waiting = instance.snapshot.projects[option.project]
    return waiting.tier == state.tier && waiting.pin == nil && waiting.from <= instance.snapshot.vintage + option.year
      && !instance.demands(option.project).isEmpty && !instance.isFaulty[option.project]
  }

  private mutating func take(_ option: YearOption) {
    load.add(option)
    yearOf[option.project] = Int8(option.year)
    if option.year == 0, !missing.isEmpty { missing[instance.snapshot.projects[option.project].region]? -= 1 }
    if instance.snapshot.projects[option.project].tier == state.tier {
      chosen.append(option)
      value += state.worth(option)
    } else {
      witness.append(option)
    }
  }

  /// Of forms that are worth the same the smaller is awarded, and who could start earlier does; what becomes free is filled again.
  mutating func startEarlier() {
    takeSmallerForms()
    moveForward()
    fill(state.options)
    settleTies()
    chosen.sort { instance.place[$0.project] < instance.place[$1.project] }
  }

  /// Who could start earlier does.
  /// - Parameter mostOfCity: only as long as no more of the city's pools is used, as `YearsLoad.cityUse` counts; nil: it doesn't matter.
  mutating func moveForward(mostOfCity: Int64? = nil) {
    for place in chosen.indices where chosen[place].year > 0 && !state.groups.isTied(chosen[place].project) {
      let option = chosen[place]
      load.remove(option)
      let earliest = max(0, instance.snapshot.projects[option.project].from - instance.snapshot.vintage)
      for year in earliest..<max(earliest, option.year) {
        let earlier = YearOption(project: option.project, year: year)
        guard load.addIfFits(earlier) else { continue }
        if let mostOfCity, load.cityUse > mostOfCity {
          load.remove(earlier)
          continue
        }
        chosen[place] = earlier
        break
      }
      if chosen[place] == option { load.add(option) }
      yearOf[option.project] = Int8(chosen[place].year)
      value += state.worth(chosen[place]) - state.worth(option)
    }
  }

  private mutating func takeSmallerForms() {
    guard !instance.snapshot.libraryForms.isEmpty else { return }
    let open = Set(state.options)
    for place in chosen.indices where !state.groups.isTied(chosen[place].project) {
      let option = chosen[place]
      for project in instance.smallerForms(option.project) where !state.groups.isTied(project) && !instance.demands(project).isEmpty {
        let form = YearOption(project: project, year: option.year)
        let unit = state.groups.unit(form) { [yearOf] in $0 == option.project || yearOf[$0] < 0 ? nil : Int(yearOf[$0]) }
        guard open.contains(form), unit == [form] else { continue }
        load.remove(chosen[place])
        let fits = load.fits(form)
        load.add(fits ? form : chosen[place])
        guard fits else { continue }
        (yearOf[chosen[place].project], yearOf[project]) = (-1, Int8(option.year))
        chosen[place] = form
      }
    }
  }

  /// Takes an award out and fills its place with others of its home, in any year, wherever that is worth more, until nothing changes.
  /// - Parameter near: options near the margin, whose exchange costs little, the best first.
  mutating func exchange(near: [YearOption]) {
    guard state.floors.isEmpty else { return }
    let movable = near.filter { !state.groups.isGrouped($0.project) }
    let byHome = Dictionary(grouping: movable) { instance.home($0.project) }.sorted { $0.key < $1.key }
    var (tried, isBetter) = (0, true)
    while isBetter, tried < Self.swapLimit {
      isBetter = false
      for (_, members) in byHome {
        let byWorth = members.sorted { (state.worth($1), $0) < (state.worth($0), $1) }
        for leaving in byWorth.reversed() where Int(yearOf[leaving.project]) == leaving.year && tried < Self.swapLimit {
          if replace(leaving, from: byWorth, &tried) || replace(leaving, from: members, &tried) { isBetter = true }
        }
      }
    }
    chosen = state.options.filter { Int(yearOf[$0.project]) == $0.year }
    fill(state.options)
  }

  /// What fits in the place of `leaving`, in the order of `members`; as it was when that is worth no more.
  private mutating func replace(_ leaving: YearOption, from members: [YearOption], _ tried: inout Int) -> Bool {
    load.remove(leaving)
    yearOf[leaving.project] = -1
    var (entered, gain) = ([YearOption](), -state.worth(leaving))
    for member in members where member != leaving && yearOf[member.project] < 0 {
      tried += 1
      guard load.addIfFits(member) else { continue }
      yearOf[member.project] = Int8(member.year)
      entered.append(member)
      gain += state.worth(member)
    }
    if gain > 0 {
      value += gain
      return true
    }
    for member in entered {
      load.remove(member)
      yearOf[member.project] = -1
    }
    load.add(leaving)
    yearOf[leaving.project] = Int8(leaving.year)
    return false
  }

  /// Pairs of equal score that are tried for a swap.
  private static let swapLimit = 400_000

  /// Among projects of equal score the earlier entry is awarded wherever it can take the later one's place and year.
  private mutating func settleTies() {
    guard state.floors.isEmpty else { return }
    var waiting: [Int64: [YearOption]] = [:]
    for option in state.options where yearOf[option.project] < 0 && !state.groups.isGrouped(option.project) {
      waiting[instance.score(option.project), default: []].append(option)
    }
    var tried = 0
    for place in chosen.indices.reversed() where !state.groups.isGrouped(chosen[place].project) {
      let late = chosen[place]
      for early in waiting[instance.score(late.project)] ?? [] {
        // They stand in billing order.
        guard instance.place[early.project] < instance.place[late.project], tried < Self.swapLimit else { break }
        tried += 1
        guard early.year == late.year, yearOf[early.project] < 0 else { continue }
        load.remove(late)
        let fits = load.fits(early)
        load.add(fits ? early : late)
        guard fits else { continue }
        (yearOf[late.project], yearOf[early.project]) = (-1, Int8(late.year))
        chosen[place] = early
        break
      }
    }
  }

  func load(on fixed: YearsLoad) -> YearsLoad {
    var load = fixed
    for option in chosen { load.add(option) }
    return load
  }
}
