import Allocation
import Diagnostics

/// A wish in words, by the names of the snapshot that it is made on.
struct WishWords {
  let snapshot: Snapshot
  let language: Language

  init(_ snapshot: Snapshot, _ language: Language) { (self.snapshot, self.language) = (snapshot, language) }

  func factor(_ code: String) -> String { snapshot.factors.first { $0.code == code }.map { language($0.name, $0.nameEnglish) } ?? code }
  func unit(_ code: String) -> String { snapshot.factors.first { $0.code == code }.map { language($0.unit, $0.unitEnglish) } ?? "" }
  func region(_ code: String) -> String { snapshot.regions.first { $0.code == code }.map { language($0.name, $0.nameEnglish) } ?? code }
  private func project(_ code: String) -> String {
    snapshot.projects.first { $0.code == code }.map { language("\($0.name)（\(code)）", "\($0.name) (\(code))") } ?? code
  }

  func text(_ part: Wish.Part) -> String {
    switch part.kind {
    case .share:
      language("\(factor(part.subject))的市级统筹比例为 \(part.value)", "The city's share of \(factor(part.subject)) becomes \(part.value)")
    case .supply: supply(part)
    case .pin:
      part.value == Pin.must.rawValue
        ? language("必须保障：\(project(part.subject))", "Must be served: \(project(part.subject))")
        : language("不予保障：\(project(part.subject))", "Must not be served: \(project(part.subject))")
    case .loan: language("县市区之间可以拆借：\(factor(part.subject))", "Counties may lend each other \(factor(part.subject))")
    case .transfer: language("县市区之间可以有偿调剂：\(factor(part.subject))", "Counties may sell each other \(factor(part.subject))")
    case .lend:
      language(
        "\(place(part.regions.first))拆借给\(place(part.regions.last))：\(factor(part.subject)) \(part.value) \(unit(part.subject))",
        "\(place(part.regions.first)) lends \(place(part.regions.last)) \(part.value) \(unit(part.subject)) of \(factor(part.subject))")
    case .demand:
      language("\(project(part.subject))压减需求至 \(part.value)", "\(project(part.subject)) would do with \(part.value)")
    case .weight: language("\(part.subject) 类项目的权重为 \(part.value)", "A point of grade \(part.subject) counts \(part.value)")
    case .tiers: language("改变保障级别的先后", "Tiers are served in another order")
    case .aims: aims(part.value)
    case .floor: floor(part)
    case .group: language("不计项目组“\(part.subject)”", "Without the group “\(part.subject)”")
    case .years: language("只规划 \(part.value) 年", "Planned for \(part.value) year\(part.value == "1" ? "" : "s")")
    }
  }

  private func place(_ code: String?) -> String { code.map(region) ?? "" }

  private func supply(_ part: Wish.Part) -> String {
    let whose = part.regions.first.map(region) ?? language("全部县市区和市级", "all pools")
    let value = part.value.hasSuffix("%") ? part.value : "\(part.value) \(unit(part.subject))"
    return language("\(whose)的\(factor(part.subject))：\(value)", "\(factor(part.subject)) of \(whose): \(value)")
  }

  private func aims(_ value: String) -> String {
    let names = value.split(separator: ",").map { text -> String in
      let sides = text.split(separator: " ").map(String.init)
      let (key, give) = (sides.first ?? "", sides.last ?? "0%")
      let name = Aim.Kind(key: key).map { language.name(of: $0) } ?? key
      return language("\(name)（让分至多 \(give)）", "\(name), for up to \(give)")
    }
    return names.isEmpty
      ? language("只看得分，不设其他目标", "Score alone, no other aim")
      : language("目标依次为：\(names.joined(separator: "、"))", "Aims, in order: \(names.joined(separator: "; "))")
  }

  private func floor(_ part: Wish.Part) -> String {
    let whose = part.regions.first.map(region) ?? language("每个县市区", "each county")
    return part.value == "0"
      ? language("\(whose)不设保底", "No floor for \(whose)")
      : language("\(whose)至少保障 \(part.value) 个项目", "At least \(part.value) projects of \(whose)")
  }
}
