public import Allocation
public import Diagnostics

/// Sentences made from what the plan knows (L20.2): why a project is out, what would bring it in, by when there is an answer.
public struct Words: Sendable {
  public let snapshot: Snapshot
  public let language: Language

  public init(snapshot: Snapshot, language: Language) { (self.snapshot, self.language) = (snapshot, language) }

  /// Name and code of a project.
  public func project(_ index: Int) -> String {
    let project = snapshot.projects[index]
    return language("\(project.name)（\(project.code)）", "\(project.name) (\(project.code))")
  }
  public func region(_ index: Int) -> String { language(snapshot.regions[index].name, snapshot.regions[index].nameEnglish) }
  public func factor(_ index: Int) -> String { language(snapshot.factors[index].name, snapshot.factors[index].nameEnglish) }
  public func amount(_ quantity: Quantity, _ factor: Int) -> String {
    let unit = snapshot.factors[factor]
    return language("\(quantity.decimal) \(unit.unit)", "\(quantity.decimal) \(unit.unitEnglish)")
  }

  /// Everything that is said about a project that is left out.
  public func paragraph(_ unmet: Unmet) -> String {
    var lines = [project(unmet.project), "  " + cause(unmet)]
    lines += unmet.shortages.map { "  · " + shortage($0) }
    if let breakEven = breakEven(unmet) { lines.append("  = " + breakEven) }
    for (place, way) in ways(unmet.ways).enumerated() { lines.append("  \(place + 1). " + way) }
    if let date = date(unmet) { lines.append("  " + date) }
    return lines.joined(separator: "\n")
  }

  public func cause(_ unmet: Unmet) -> String {
    let rank =
      unmet.rank > 0 ? language("；在等待同一紧缺要素的项目中排第 \(unmet.rank)", "; number \(unmet.rank) among those waiting for the same pool") : ""
    switch unmet.cause {
    case .fault: return language("数据有误：需求不完整或级别不存在，不能配置", "faulty data: demand incomplete or unknown tier; nothing can be allocated")
    case .neverFits: return language("需求超过其可用的全部要素池，再等也无法满足", "asks more than all pools that it may use hold; waiting doesn't help")
    case .waitsForQuota:
      return language("等待指标：级别更先或得分更高的项目已占用", "waits for quota: projects of an earlier tier or a better score have taken it") + rank
    case .heldByGroup:
      let member = unmet.groupMember.map { project($0) } ?? "–"
      return language("受项目组“\(unmet.group ?? "")”约束：取决于 \(member)", "held by the group “\(unmet.group ?? "")”: \(member) decides")
    case .waitsForDecision:
      // The aims may leave quota where a project would have room.
      guard snapshot.projects[unmet.project].pin == nil, snapshot.rules.aims?.isEmpty == false else {
        return language("等待决定：人工锁定为不保障", "waits for a decision: pinned out")
      }
      return language("等待决定：指标够用，为得分之外的目标未予保障", "waits for a decision: quota would be there, the aims beside the score leave it out")
    }
  }

  /// What its points are short of, at the prices of its tier; nil where that isn't what keeps it out.
  public func breakEven(_ unmet: Unmet) -> String? {
    guard unmet.cause == .waitsForQuota, !snapshot.projects[unmet.project].demands.isEmpty else { return nil }
    let score = snapshot.projects[unmet.project].score
    guard let points = unmet.pointsNeeded else {
      return language("前面各级保障之后余量已不足，本级内得分再高也不能进入", "earlier tiers left too little: no score within its tier brings it in")
    }
    guard points > score else {
      return language(
        "按影子价格其需求值 \(points) 分，得分 \(score) 已够：只因项目须整体配置，余量差一点",
        "at the prices its demand is worth \(points) points and it has \(score): only because projects are served whole, a little is missing"
      )
    }
    let percent = Markup.number(Double(score) / Double(points) * 100, 1)
    return language(
      "按影子价格其需求值 \(points) 分，得分 \(score)：得分再高 \(points - score) 分，或各项需求降到 \(percent)% 以下，才轮得到",
      "at the prices its demand is worth \(points) points and it has \(score): \(points - score) more points, or at most \(percent)% of its demand, would bring it in"
    )
  }

  public func shortage(_ shortage: Unmet.Shortage) -> String {
    if let limit = shortage.limit, let rule = snapshot.rules.holdingLimits?[limit] {
      return language(
        "\(rule.name)的\(factor(shortage.factor))持有上限不足 \(amount(shortage.missing, shortage.factor))（需 \(shortage.needed.decimal)，上限内尚余 \(shortage.left.decimal)）",
        "the limit on what \(rule.name) may hold of \(factor(shortage.factor)) is \(amount(shortage.missing, shortage.factor)) too low (needs \(shortage.needed.decimal), \(shortage.left.decimal) left under it)"
      )
    }
    return language(
      "\(region(shortage.region)) \(shortage.vintage) 年\(factor(shortage.factor))缺 \(amount(shortage.missing, shortage.factor))（需 \(shortage.needed.decimal)，可用 \(shortage.left.decimal)）",
      "\(region(shortage.region)), \(shortage.vintage): \(amount(shortage.missing, shortage.factor)) of \(factor(shortage.factor)) missing (needs \(shortage.needed.decimal), \(shortage.left.decimal) left)"
    )
  }

  /// "2026-07-31 …" with what the date rests on; nil when nobody has given one.
  public func date(_ unmet: Unmet) -> String? {
    guard let date = unmet.date, let basis = unmet.dateBasis else { return nil }
    switch basis {
    case .nextVintage: return language("解决时限：\(date.iso)，届时 \(date.year) 年度指标可以保障", "by \(date.iso): quota of \(date.year) can serve it")
    case .decisionDue: return language("解决时限：\(date.iso) 前答复", "an answer is due by \(date.iso)")
    }
  }

  /// Quota that goes from one county to another.
  public func move(_ move: Plan.Move) -> String {
    let kind = move.kind == .loan ? language("拆借", "loan") : language("有偿调剂", "paid transfer")
    let back = returns(move).map { language("；", "; ") + $0 } ?? ""
    return language(
      "\(kind) \(factor(move.factor)) \(amount(move.quantity, move.factor))：\(region(move.from)) → \(region(move.to))\(back)",
      "\(kind) of \(amount(move.quantity, move.factor)) of \(factor(move.factor)): \(region(move.from)) → \(region(move.to))\(back)")
  }

  /// When a loan is needed back, and whether the borrower will have it; nil where nobody needs it back.
  public func returns(_ move: Plan.Move) -> String? {
    guard let year = move.neededBack else { return nil }
    return move.isCovered == true
      ? language("拆出方 \(year) 年需要，届时借入方本池足以归还", "needed back in \(year), which the borrower's own pools cover")
      : language("拆出方 \(year) 年需要，届时借入方本池不足以归还", "needed back in \(year), which the borrower's own pools don't cover")
  }

  public func status(_ status: Plan.Status) -> String {
    switch status {
    case .proven: language("已证明", "proven")
    case .stopped: language("提前结束", "stopped early")
    }
  }

  /// A tier may be within its gap, and its aims cut short.
  public func status(_ tier: Plan.TierResult) -> String {
    tier.aimsAreCut == true ? language("目标提前结束", "aims cut short") : status(tier.status)
  }

  /// What an awarded project gets, by pool.
  public func award(_ award: Plan.Award?, project index: Int) -> String {
    guard let award else {
      return language("\(project(index))：不需要更多指标。", "\(project(index)): needs no more quota.")
    }
    let lines = award.lines.map {
      language(
        "  · \(factor($0.factor)) \(amount($0.quantity, $0.factor))，来自\(region($0.region)) \($0.vintage) 年度要素池",
        "  · \(amount($0.quantity, $0.factor)) of \(factor($0.factor)) from the \($0.vintage) pool of \(region($0.region))")
    }
    return ([language("\(project(index))：\(award.vintage) 年获得保障", "\(project(index)): served in \(award.vintage)")] + lines)
      .joined(separator: "\n")
  }

  /// Who would be pushed out if this project were forced in, exactly.
  public func displacement(_ displacement: Displacement) -> String {
    let out = displacement.pushedOut.map { project($0) }.joined(separator: language("、", ", "))
    let into = displacement.broughtIn.map { project($0) }.joined(separator: language("、", ", "))
    let extra = into.isEmpty ? "" : language("；另可进入：\(into)", "; others that come in: \(into)")
    return language(
      "  如强制保障（重新求解）：挤出 \(displacement.pushedOut.count) 个：\(out.isEmpty ? "无" : out)，减少 \(displacement.cost) 分\(extra)",
      "  If it were forced in (solved again): \(displacement.pushedOut.count) pushed out: \(out.isEmpty ? "none" : out), at a cost of \(displacement.cost)\(extra)"
    )
  }
}
