public import Allocation
import Diagnostics

extension Words {
  /// All ways in, cheapest first; those that differ only in who gives are one sentence.
  public func ways(_ ways: [Unmet.Way]) -> [String] {
    struct Group: Hashable {
      var kind: Unmet.Way.Kind
      var factor: Int?
      var isSufficient: Bool
    }
    var order: [Group] = []
    var members: [Group: [Unmet.Way]] = [:]
    for way in ways {
      let group = Group(kind: way.kind, factor: way.factor, isSufficient: way.isSufficient)
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(way)
    }
    return order.flatMap { group -> [String] in
      let same = members[group] ?? []
      return same.count > 1 && [.loan, .paidTransfer, .reclaim].contains(group.kind) ? [several(same)] : same.map(way)
    }
  }

  /// Who is named of several that could give.
  static let giverLimit = 4

  private func several(_ ways: [Unmet.Way]) -> String {
    let first = ways[0]
    let what = first.factor.map(factor) ?? ""
    let unit = first.factor.map { language(snapshot.factors[$0].unit, snapshot.factors[$0].unitEnglish) } ?? ""
    let givers = ways.prefix(Self.giverLimit).map { way in
      let giver = first.kind == .reclaim ? way.others.map { project($0) }.joined(separator: " ") : way.region.map(region) ?? ""
      return "\(giver) \(way.quantity?.decimal ?? "")"
    }
    let hidden = ways.count - givers.count
    let rest = hidden > 0 ? language(" 等另外 \(hidden) 家", " and \(hidden) more") : ""
    let list = givers.joined(separator: language("、", ", ")) + rest
    let sentence: String
    switch first.kind {
    case .loan: sentence = language("临时拆借\(what)（\(unit)），可向：\(list)", "borrow \(what) (\(unit)) from any of: \(list)")
    case .paidTransfer: sentence = language("有偿调剂\(what)（\(unit)），可向：\(list)", "buy \(what) (\(unit)) from any of: \(list)")
    default: sentence = language("收回停滞项目的\(what)（\(unit)）：\(list)", "reclaim \(what) (\(unit)) from the stalled: \(list)")
    }
    return first.isSufficient ? sentence : sentence + onlyThis
  }

  private var onlyThis: String { language("（只解决这一项）", " (closes this shortage only)") }

  /// One way in, as a sentence.
  public func way(_ way: Unmet.Way) -> String {
    let text = sentence(way)
    return way.isSufficient ? text : text + onlyThis
  }

  private func sentence(_ way: Unmet.Way) -> String {
    let what = way.factor.map(factor) ?? ""
    let much = way.quantity.flatMap { quantity in way.factor.map { amount(quantity, $0) } } ?? ""
    let place = way.region.map(region) ?? ""
    switch way.kind {
    case .smallerDemand: return language("压减需求：\(what)不超过 \(much)", "ask less: at most \(much) of \(what)")
    case .nextVintage:
      let year = way.vintage.map(String.init) ?? ""
      return language("等待 \(year) 年度指标", "wait for quota of \(year)")
    case .cityPool:
      return language("申请使用市级统筹池：\(what) \(much)（现不具备资格）", "ask for the city pool: \(much) of \(what) (not eligible now)")
    case .loan: return language("向\(place)临时拆借\(what) \(much)", "borrow \(much) of \(what) from \(place)")
    case .paidTransfer: return language("向\(place)有偿调剂\(what) \(much)", "buy \(much) of \(what) from \(place)")
    case .reclaim:
      let from = way.others.map { project($0) }.joined(separator: language("、", ", "))
      return language("收回停滞项目 \(from) 的\(what) \(much)", "reclaim \(much) of \(what) from the stalled \(from)")
    case .displacement:
      let out = way.others.map { project($0) }.joined(separator: language("、", ", "))
      return language("替换 \(out)，方案减少约 \(way.cost) 分", "take the place of \(out), at a cost of about \(way.cost)")
    }
  }
}
