public import Allocation
import Diagnostics

extension Words {
  /// One way in, as a sentence.
  public func way(_ way: Unmet.Way) -> String {
    let text = sentence(way)
    return way.isSufficient ? text : text + language("（只解决这一项）", " (closes this shortage only)")
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
