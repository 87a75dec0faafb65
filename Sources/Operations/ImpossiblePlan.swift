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
    for group in error.groups { lines.append(language("  锁定的项目违反项目组：", "  the pinned projects break the group ") + group) }
    for item in error.contradictions {
      let pins = item.pins.prefix(Self.pinLimit).map { words.project($0) }.joined(separator: language("、", ", "))
      let rest = item.pins.count > Self.pinLimit ? " … \(item.pins.count)" : ""
      lines.append(
        language(
          "  \(words.region(item.region))的\(words.factor(item.factor))：锁定的项目需 \(words.amount(item.needed, item.factor))，可用 \(item.available.decimal)，差 \(item.missing.decimal)：\(pins)\(rest)",
          "  \(words.factor(item.factor)) of \(words.region(item.region)): the pinned need \(words.amount(item.needed, item.factor)), there are \(item.available.decimal), \(item.missing.decimal) missing: \(pins)\(rest)"
        ))
    }
    for floor in error.floors {
      lines.append(
        language(
          "  \(words.region(floor.region))要求至少 \(floor.asked) 个项目，最多可得 \(floor.possible) 个（不顾其他下限时 \(floor.possibleAlone) 个）",
          "  \(words.region(floor.region)) asks for at least \(floor.asked) projects; \(floor.possible) are possible (\(floor.possibleAlone) without the other floors)"
        ))
    }
    lines.append(language("处理办法：放开其中的锁定或降低下限，再运行。", "What to do: take back one of these pins or lower a floor, then run again."))
    return lines.joined(separator: "\n")
  }
}
