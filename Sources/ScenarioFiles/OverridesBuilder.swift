internal import Allocation
internal import Diagnostics

/// Values that were read → overrides, with the checks that look at more than one key.
struct OverridesBuilder {
  private(set) var diagnostics: [Diagnostic] = []

  mutating func overrides(_ record: Record) -> ScenarioOverrides {
    var result = ScenarioOverrides()
    result.title = record["title"]?.text
    result.titleEnglish = record["title_en"]?.text
    result.question = record["question"]?.text
    result.baseDate = record["base_date"]?.date
    result.vintage = record["vintage"]?.integer
    result.horizon = record["horizon"]?.integer
    result.together = record["years"]?.text.map { $0 == "together" }
    result.discount = record["discount"]?.ratio
    result.policy = record["policy"]?.parameters ?? []
    result.tierOrder = record["tier_order"]?.list?.map { ($0.list ?? []).compactMap(\.text) }
    result.supply = (record["supply"]?.list ?? []).compactMap { $0.record.flatMap { supply($0) } }
    result.pins = (record["pins"]?.map ?? []).compactMap { key, value in
      value.text.flatMap(Pin.init(rawValue:)).map { Scenario.ProjectPin(project: key, pin: $0) }
    }
    result.standing = record["standing"]?.text.flatMap(Scenario.Standing.init(rawValue:))
    result.reclaimsStalled = record["reclaim_stalled"]?.flag
    result.floors = (record["floors"]?.map ?? []).compactMap { key, value in
      value.integer.map { Scenario.RegionFloor(region: key == "every" ? nil : key, projects: $0) }
    }
    result.cityLimit = record["city_pool_limit"]?.ratio
    result.cityShares = (record["city_share_limit"]?.map ?? []).compactMap { key, value in
      value.ratio.map { Scenario.CityShare(factor: key == "every" ? nil : key, share: $0) }
    }
    result.groups = (record["groups"]?.list ?? []).compactMap { $0.record.flatMap { group($0) } }
    result.holdingLimits = (record["holding_limits"]?.list ?? []).compactMap { $0.record.flatMap { holdingLimit($0) } }
    result.variants = (record["variants"]?.list ?? []).compactMap { $0.record.flatMap { variant($0) } }
    checkNames(result.variants, record["variants"]?.place)
    result.aims = record["aims"]?.list?.compactMap { $0.record.flatMap { aim($0) } }
    if let aims = result.aims { checkOnce(aims, record["aims"]!) }
    result.assertions = (record["assertions"]?.list ?? []).compactMap { $0.record.flatMap { assertion($0) } }
    filter(record["projects"]?.record, into: &result)
    exchange(record["exchange"]?.record, into: &result)
    if let limits = record["limits"]?.record {
      result.seconds = limits["seconds"]?.number
      result.gap = limits["gap"]?.ratio.map { Double($0.numerator) / Double($0.denominator) }
      result.threads = limits["threads"]?.integer
      result.nodes = limits["nodes"]?.integer
    }
    return result
  }

  private func filter(_ record: Record?, into result: inout ScenarioOverrides) {
    guard let record else { return }
    result.classes = record["classes"]?.list?.compactMap(\.integer)
    result.regions = record["regions"]?.list?.compactMap(\.text)
    result.industries = record["industries"]?.list?.compactMap(\.text)
    result.libraries = record["libraries"]?.list?.compactMap(\.text)
    result.minimumInvestment = record["minimum_investment"]?.quantity
  }

  private func exchange(_ record: Record?, into result: inout ScenarioOverrides) {
    guard let record else { return }
    result.loans = record["loans"]?.list?.compactMap(\.text)
    result.transfers = record["transfers"]?.list?.compactMap(\.text)
    result.exchangeLimit = record["limit"]?.ratio
    result.isFewest = record["fewest"]?.flag
  }

  private mutating func group(_ record: Record) -> Scenario.Group? {
    guard let name = record["name"]?.text, let kind = record["kind"]?.text.flatMap(ProjectGroup.Kind.init(key:)),
      let list = record["projects"]
    else {
      return nil
    }
    let projects = list.list?.compactMap(\.text) ?? []
    guard projects.count > 1, Set(projects).count == projects.count else {
      diagnostics.append(
        Diagnostic(.conflict, at: list.place, found: projects.joined(separator: ", "), expected: "≥ 2, ≠"))
      return nil
    }
    return Scenario.Group(name: name, kind: kind, projects: projects)
  }

  /// One of region, owners, each; one of at_most, share.
  private mutating func holdingLimit(_ record: Record) -> Scenario.HoldingLimit? {
    for choices in [["region", "owners", "each"], ["at_most", "share"]] {
      let present = choices.filter(record.present.contains)
      guard present.count != 1 else { continue }
      let expected = choices.joined(separator: " | ")
      diagnostics.append(
        present.isEmpty
          ? Diagnostic(.missingKey, at: record.place, expected: expected)
          : Diagnostic(.conflict, at: record.place, found: present.joined(separator: ", "), expected: expected))
      return nil
    }
    let holder: Scenario.HoldingLimit.Holder? =
      record["region"]?.text.map { .region($0) } ?? record["owners"]?.list.map { .owners($0.compactMap(\.text)) }
      ?? record["each"]?.text.map { $0 == "county" ? .eachCounty : .eachOwner }
    let most: Scenario.HoldingLimit.Most? = record["at_most"]?.quantity.map { .quantity($0) } ?? record["share"]?.ratio.map { .share($0) }
    guard let factor = record["factor"]?.text, let holder, let most else { return nil }
    return Scenario.HoldingLimit(factor: factor, holder: holder, most: most)
  }

  private mutating func variant(_ record: Record) -> Scenario.Variant? {
    guard let project = record["project"]?.text, let name = record["name"]?.text else { return nil }
    guard !record.present.isDisjoint(with: ["region", "demands", "score"]) else {
      diagnostics.append(Diagnostic(.missingKey, at: record.place, expected: "region | demands | score"))
      return nil
    }
    return Scenario.Variant(
      project: project, name: name, region: record["region"]?.text,
      demands: (record["demands"]?.map ?? []).compactMap { key, value in value.quantity.map { .init(factor: key, quantity: $0) } },
      score: record["score"]?.ratio ?? .one)
  }

  /// Two forms of one project under one name.
  private mutating func checkNames(_ variants: [Scenario.Variant], _ place: Diagnostic.Place?) {
    for (index, variant) in variants.enumerated() {
      guard let place, variants[..<index].contains(where: { $0.project == variant.project && $0.name == variant.name }) else { continue }
      diagnostics.append(Diagnostic(.duplicateKey, at: place, found: "\(variant.project) \(variant.name)"))
    }
  }

  private func aim(_ record: Record) -> Aim? {
    guard let kind = record["aim"]?.text.flatMap(Aim.Kind.init(key:)) else { return nil }
    return Aim(kind: kind, give: record["give"]?.ratio ?? .zero, measure: record["measure"]?.text.flatMap(Aim.Measure.init) ?? .score)
  }

  /// An aim that stands twice would be reached when it comes first.
  private mutating func checkOnce(_ aims: [Aim], _ value: Value) {
    for (place, aim) in aims.enumerated() where aims[..<place].contains(where: { $0.kind == aim.kind }) {
      let name = aim.kind.key
      diagnostics.append(Diagnostic(.conflict, at: value.place, found: "\(name), \(name)", expected: "\(name)"))
    }
  }

  private mutating func supply(_ record: Record) -> Scenario.SupplyChange? {
    let times = record["times"]?.ratio
    let plus = record["plus"]?.quantity
    if record.present.isSuperset(of: ["times", "plus"]) {
      diagnostics.append(Diagnostic(.conflict, at: record.place, found: "times, plus", expected: "times | plus"))
      return nil
    }
    guard let factor = record["factor"]?.text else { return nil }
    let change: Scenario.SupplyChange.Change
    if let times {
      change = .times(times)
    } else if let plus {
      change = .plus(plus)
    } else {
      if record.present.isDisjoint(with: ["times", "plus"]) {
        diagnostics.append(Diagnostic(.missingKey, at: record.place, expected: "times | plus"))
      }
      return nil
    }
    return Scenario.SupplyChange(factor: factor, region: record["region"]?.text, vintage: record["vintage"]?.integer, change: change)
  }

  private mutating func assertion(_ record: Record) -> Scenario.Assertion? {
    guard let what = record["what"]?.text else { return nil }
    let region = record["region"]?.text
    let subject: Scenario.Assertion.Subject
    switch what {
    case "projects": subject = .projects(region: region)
    case "investment": subject = .investment(region: region)
    case "left":
      guard let factor = record["factor"]?.text else { return missing("factor", record) }
      subject = .left(factor: factor, region: region)
    default:
      guard let project = record["project"]?.text else { return missing("project", record) }
      subject = .awarded(project: project)
    }
    var assertion = Scenario.Assertion(
      subject: subject, atLeast: record["at_least"]?.quantity, atMost: record["at_most"]?.quantity)
    if assertion.atLeast == nil, assertion.atMost == nil {
      guard what == "awarded" else { return missing("at_least | at_most", record) }
      assertion.atLeast = Quantity(units: 1)
    }
    if let least = assertion.atLeast, let most = assertion.atMost, least > most {
      diagnostics.append(
        Diagnostic(.conflict, at: record.place, found: "at_least \(least.decimal), at_most \(most.decimal)", expected: "at_least ≤ at_most")
      )
      return nil
    }
    return assertion
  }

  private mutating func missing(_ key: String, _ record: Record) -> Scenario.Assertion? {
    if record.present.isDisjoint(with: key.split(separator: " ").map(String.init)) {
      diagnostics.append(Diagnostic(.missingKey, at: record.place, expected: key))
    }
    return nil
  }
}
