public import Allocation
public import Diagnostics
import Reporting

/// Pins and floors that can't be held together, with the snapshot that names its indices.
public struct ImpossiblePlan: Error {
  let error: PlanImpossible
  let snapshot: Snapshot

  public init(error: PlanImpossible, snapshot: Snapshot) { (self.error, self.snapshot) = (error, snapshot) }

  /// Pinned projects that are named for one pool.
  private static let pinLimit = 10

  public func text(_ language: Language) -> String {
    let words = Words(snapshot: snapshot, language: language)
    var lines = [language("没有满足全部锁定和下限的方案（\(error.vintage) 年）：", "No plan holds all pins and floors (\(error.vintage)):")]
    for index in error.faultyPins { lines.append(language("  锁定的项目数据有误：", "  a pinned project has faulty data: ") + words.project(index)) }
    for group in error.groups { lines.append(text(group, words, language)) }
    for item in error.holdings { lines.append(text(item, words, language)) }
    for item in error.contradictions {
      let (pins, rest) = (list(item.pins, words, language), text(item.reason, language))
      lines.append(
        language(
          "  \(words.region(item.region))的\(words.factor(item.factor))：锁定的项目需 \(words.amount(item.needed, item.factor))，可用 \(item.available.decimal)，差 \(item.missing.decimal)\(rest)：\(pins)",
          "  \(words.factor(item.factor)) of \(words.region(item.region)): the pinned need \(words.amount(item.needed, item.factor)), there are \(item.available.decimal), \(item.missing.decimal) missing\(rest): \(pins)"
        ))
    }
    for floor in error.floors {
      lines.append(
        language(
          "  \(words.region(floor.region))要求至少 \(floor.asked) 个项目（已保障或锁定 \(floor.counted) 个，另有 \(floor.waiting) 个可参与），最多可得 \(floor.possible) 个（不顾其他下限时 \(floor.possibleAlone) 个）",
          "  \(words.region(floor.region)) asks for at least \(floor.asked) projects (\(floor.counted) served or pinned, \(floor.waiting) more compete); \(floor.possible) are possible (\(floor.possibleAlone) without the other floors)"
        ))
    }
    lines.append(
      language(
        "处理办法：放开其中的锁定，降低下限，或放宽所列的上限，再运行。",
        "What to do: take back one of these pins, lower a floor or widen a limit that is named, then run again."))
    return lines.joined(separator: "\n")
  }

  private func list(_ pins: [Int], _ words: Words, _ language: Language) -> String {
    pins.prefix(Self.pinLimit).map { words.project($0) }.joined(separator: language("、", ", "))
      + (pins.count > Self.pinLimit ? " … \(pins.count)" : "")
  }

  /// Which rule makes a pool short.
  private func text(_ reason: PlanImpossible.Contradiction.Reason, _ language: Language) -> String {
    switch reason {
    case .ownPool: language("（不能使用市级统筹池的部分）", " (of what may not come from the city's pool)")
    case .cityShare: language("（每个项目使用市级统筹池的比例有上限 city_share_limit）", " (each project's share from the city is capped: city_share_limit)")
    case .cityLimit:
      language("（一个县区使用市级统筹池有上限 city_pool_limit）", " (what one county may use of the city's pool is limited: city_pool_limit)")
    case .cityPool: language("（各县区不足的部分合计）", " (what all counties lack together)")
    }
  }

  private func text(_ item: PlanImpossible.HoldingExcess, _ words: Words, _ language: Language) -> String {
    let limit = snapshot.rules.holdingLimits![item.limit]
    let pins = list(item.pins, words, language)
    return language(
      "  \(limit.name)的\(words.factor(limit.factor))持有上限尚余 \(words.amount(item.most, limit.factor))，锁定的项目需 \(item.needed.decimal)，超出 \((item.needed - item.most).decimal)：\(pins)",
      "  \(limit.name) may hold \(words.amount(item.most, limit.factor)) more of \(words.factor(limit.factor)); the pinned need \(item.needed.decimal), \((item.needed - item.most).decimal) too much: \(pins)"
    )
  }

  /// What a group asks, and who of it is pinned.
  private func text(_ name: String, _ words: Words, _ language: Language) -> String {
    guard let group = snapshot.rules.groups?.first(where: { $0.name == name }) else { return "  " + name }
    let pinned = group.projects.filter { snapshot.projects[$0].pin == .must }
    let others = group.projects.filter { snapshot.projects[$0].pin != .must }
    let (pins, rest) = (list(pinned, words, language), list(others, words, language))
    switch group.kind {
    case .oneOf:
      return language(
        "  项目组“\(name)”至多保障一个，却锁定或已保障多个：\(pins)", "  at most one of the group “\(name)” may be served; pinned or served already: \(pins)")
    case .together:
      return language(
        "  项目组“\(name)”须同进同出，锁定了 \(pins)，而 \(rest) 没有锁定", "  the group “\(name)” comes together; pinned: \(pins), not pinned: \(rest)")
    case .follows:
      return language(
        "  项目组“\(name)”须先保障 \(words.project(group.projects[0]))，却只锁定了 \(pins)",
        "  the group “\(name)” begins with \(words.project(group.projects[0])); pinned are only \(pins)")
    }
  }
}
