public import Allocation

/// Scenario → YAML that reads back as the same scenario. Only what differs from the defaults is written.
public enum ScenarioWriter {
  /// UTF-8 text with a newline at the end. The scenario's name isn't in it: that is the file's name.
  public static func yaml(_ scenario: Scenario) -> String {
    var lines: [String] = ["title: \(quoted(scenario.title))"]
    if !scenario.titleEnglish.isEmpty { lines.append("title_en: \(quoted(scenario.titleEnglish))") }
    if !scenario.question.isEmpty { lines.append("question: \(quoted(scenario.question))") }
    if let day = scenario.baseDate { lines.append("base_date: \(day)") }
    if let vintage = scenario.vintage { lines.append("vintage: \(vintage)") }
    if scenario.horizon != 1 { lines.append("horizon: \(scenario.horizon)") }
    if let together = scenario.together { lines.append("years: \(together ? "together" : "in_turn")") }
    if let discount = scenario.discount { lines.append("discount: \(discount)") }
    lines +=
      policy(scenario.policy) + block("tier_order", (scenario.tierOrder ?? []).map { "- \(names($0))" }) + supply(scenario.supply)
      + filter(scenario.filter)
    lines += block("pins", scenario.pins.map { "\(quoted($0.project)): \($0.pin.rawValue)" })
    if scenario.standing != .keep { lines.append("standing: \(scenario.standing.rawValue)") }
    if scenario.reclaimsStalled { lines.append("reclaim_stalled: true") }
    lines += exchange(scenario.exchange)
    lines += block("floors", scenario.floors.map { "\($0.region.map(quoted) ?? "every"): \($0.projects)" })
    if let limit = scenario.cityLimit { lines.append("city_pool_limit: \(limit)") }
    lines += block("city_share_limit", (scenario.cityShares ?? []).map { "\($0.factor.map(quoted) ?? "every"): \($0.share)" })
    lines += block(
      "groups",
      (scenario.groups ?? []).map {
        "- {name: \(quoted($0.name)), kind: \($0.kind.key), projects: \(names($0.projects))}"
      })
    lines += block("holding_limits", (scenario.holdingLimits ?? []).map { "- {\(holdingLimit($0))}" })
    lines += block("variants", (scenario.variants ?? []).map { "- {\(variant($0))}" })
    lines += block("aims", (scenario.aims ?? []).map(aim))
    lines += limits(scenario.limits) + block("assertions", scenario.assertions.map { "- {\(assertion($0))}" })
    return lines.joined(separator: "\n") + "\n"
  }

  private static func block(_ key: String, _ lines: [String]) -> [String] { lines.isEmpty ? [] : ["\(key):"] + lines.map { "  " + $0 } }

  /// Values for single factors are gathered below their parameter, with the one for all the others.
  private static func policy(_ overrides: [Scenario.ParameterOverride]) -> [String] {
    var keys: [String] = []
    for change in overrides where !keys.contains(change.key) { keys.append(change.key) }
    return block(
      "policy",
      keys.flatMap { key in
        let own = overrides.filter { $0.key == key }
        if own.count == 1, own[0].factor == nil { return ["\(key): \(parameter(own[0].value))"] }
        return ["\(key):"] + own.map { "  \($0.factor.map(quoted) ?? NodeReader.allFactors): \(parameter($0.value))" }
      })
  }

  /// JSON lists stand as they are: they are YAML too.
  private static func parameter(_ value: String) -> String {
    value.hasPrefix("[") && value.hasSuffix("]") && !value.contains("{") ? value : quoted(value)
  }

  private static func supply(_ changes: [Scenario.SupplyChange]) -> [String] {
    block(
      "supply",
      changes.map { change in
        var parts = ["factor: \(quoted(change.factor))"]
        if let region = change.region { parts.append("region: \(quoted(region))") }
        if let vintage = change.vintage { parts.append("vintage: \(vintage)") }
        switch change.change {
        case .times(let ratio): parts.append("times: \(ratio)")
        case .plus(let quantity): parts.append("plus: \(quantity.decimal)")
        }
        return "- {\(parts.joined(separator: ", "))}"
      })
  }

  private static func filter(_ filter: Scenario.ProjectFilter) -> [String] {
    var lines: [String] = []
    if !filter.classes.isEmpty { lines.append("classes: [\(filter.classes.map(String.init).joined(separator: ", "))]") }
    if !filter.regions.isEmpty { lines.append("regions: \(names(filter.regions))") }
    if !filter.industries.isEmpty { lines.append("industries: \(names(filter.industries))") }
    if !filter.libraries.isEmpty { lines.append("libraries: \(names(filter.libraries))") }
    if let least = filter.minimumInvestment { lines.append("minimum_investment: \(least.decimal)") }
    return block("projects", lines)
  }

  private static func exchange(_ exchange: Scenario.Exchange) -> [String] {
    var lines: [String] = []
    if !exchange.loans.isEmpty { lines.append("loans: \(names(exchange.loans))") }
    if !exchange.transfers.isEmpty { lines.append("transfers: \(names(exchange.transfers))") }
    if let limit = exchange.limit { lines.append("limit: \(limit)") }
    if let isFewest = exchange.isFewest { lines.append("fewest: \(isFewest)") }
    return block("exchange", lines)
  }

  private static func holdingLimit(_ limit: Scenario.HoldingLimit) -> String {
    let holder =
      switch limit.holder {
      case .region(let code): "region: \(quoted(code))"
      case .owners(let names): "owners: \(Self.names(names))"
      case .eachCounty: "each: county"
      case .eachOwner: "each: owner"
      }
    let most =
      switch limit.most {
      case .quantity(let quantity): "at_most: \(quantity.decimal)"
      case .share(let share): "share: \(share)"
      }
    return "factor: \(quoted(limit.factor)), \(holder), \(most)"
  }

  private static func variant(_ variant: Scenario.Variant) -> String {
    var parts = ["project: \(quoted(variant.project))", "name: \(quoted(variant.name))"]
    if let region = variant.region { parts.append("region: \(quoted(region))") }
    if !variant.demands.isEmpty {
      parts.append("demands: {\(variant.demands.map { "\(quoted($0.factor)): \($0.quantity.decimal)" }.joined(separator: ", "))}")
    }
    if variant.score != .one || parts.count == 2 { parts.append("score: \(variant.score)") }
    return parts.joined(separator: ", ")
  }

  private static func aim(_ aim: Aim) -> String {
    var parts = ["aim: \(aim.kind.key)"]
    if aim.give > .zero { parts.append("give: \(aim.give)") }
    if aim.measure != .score { parts.append("measure: \(aim.measure.rawValue)") }
    return "- {\(parts.joined(separator: ", "))}"
  }

  private static func limits(_ limits: Scenario.Limits) -> [String] {
    let usual = Scenario.Limits()
    var lines: [String] = []
    if limits.seconds != usual.seconds { lines.append("seconds: \(limits.seconds)") }
    if limits.gap != usual.gap { lines.append("gap: \(limits.gap)") }
    if let nodes = limits.nodes { lines.append("nodes: \(nodes)") }
    if limits.threads != usual.threads { lines.append("threads: \(limits.threads)") }
    return block("limits", lines)
  }

  private static func assertion(_ assertion: Scenario.Assertion) -> String {
    var parts: [String]
    switch assertion.subject {
    case .projects(let region): parts = ["what: projects"] + (region.map { ["region: \(quoted($0))"] } ?? [])
    case .investment(let region): parts = ["what: investment"] + (region.map { ["region: \(quoted($0))"] } ?? [])
    case .left(let factor, let region):
      parts = ["what: left", "factor: \(quoted(factor))"] + (region.map { ["region: \(quoted($0))"] } ?? [])
    case .awarded(let project): parts = ["what: awarded", "project: \(quoted(project))"]
    }
    if let least = assertion.atLeast { parts.append("at_least: \(least.decimal)") }
    if let most = assertion.atMost { parts.append("at_most: \(most.decimal)") }
    return parts.joined(separator: ", ")
  }

  private static func names(_ names: [String]) -> String { "[\(names.map(quoted).joined(separator: ", "))]" }

  /// Plain where every YAML reader takes it as this very text; else in double quotes.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.unicodeScalars.first.map { ("a"..."z").contains($0) || ("A"..."Z").contains($0) || $0.properties.isIdeographic } == true
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isIdeographic || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
          || "_-.".unicodeScalars.contains(scalar)
      } && !["true", "false", "yes", "no", "null", "on", "off", "y", "n"].contains(text.lowercased())
    if isPlain { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += "\\x" + hex(scalar.value, 2)
      case _ where [0x85, 0x2028, 0x2029, 0xFEFF].contains(scalar.value): result += "\\u" + hex(scalar.value, 4)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
