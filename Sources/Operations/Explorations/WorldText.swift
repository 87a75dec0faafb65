public import Allocation
public import Diagnostics
import Foundation

/// Ways in which the pools may come, as people type them: `late=30:land=70%,energy=80%` is called late, has the weight 30, and brings a part of two factors.
public enum WorldText {
  public static let sample = "足额=60；晚到=30:land=70%；缩减=10:land=50%,energy=80%"
  private static let mostShare = Ratio(10)

  /// Throws what is wrong with the first text that is.
  public static func worlds(_ texts: [String], _ snapshot: Snapshot, _ language: Language) throws -> [RobustPlan.World] {
    var worlds: [RobustPlan.World] = []
    for text in texts {
      let world = try world(text, snapshot, language)
      guard !worlds.contains(where: { $0.name == world.name }) else {
        throw CommandError.usage(language("“\(text)”：情形名称重复。", "“\(text)”: two worlds have this name."))
      }
      worlds.append(world)
    }
    guard (1...RobustPlan.worldLimit).contains(worlds.count) else {
      throw CommandError.usage(
        language(
          "应写 1 到 \(RobustPlan.worldLimit) 种情形，现有 \(worlds.count) 种。",
          "Give 1 to \(RobustPlan.worldLimit) worlds; there are \(worlds.count)."))
    }
    return worlds
  }

  private static func world(_ text: String, _ snapshot: Snapshot, _ language: Language) throws -> RobustPlan.World {
    let parts = trimmed(text.split(separator: ":", maxSplits: 1))
    let head = trimmed((parts.first ?? "").split(separator: "="))
    guard head.count == 2, let weight = Int64(head[1]), (1...RobustPlan.weightLimit).contains(weight) else {
      throw CommandError.usage(
        language(
          "“\(text)”应写作 名称=权重:要素=比例,…，如 late=30:land=70%；权重为 1 到 \(RobustPlan.weightLimit) 的整数。",
          "“\(text)” wants name=weight:factor=part,…, as late=30:land=70%; the weight is a whole number from 1 to \(RobustPlan.weightLimit)."
        ))
    }
    var world = RobustPlan.World(name: head[0], weight: weight, shares: [:])
    for item in parts.count > 1 ? trimmed(parts[1].split(separator: ",")) : [] {
      let pair = trimmed(item.split(separator: "="))
      guard pair.count == 2, let share = Ratio(pair[1]), share >= .zero, share <= mostShare else {
        throw CommandError.usage(
          language("“\(item)”应写作 要素=比例，如 land=70%（0 到 1000%）。", "“\(item)” wants factor=part, as land=70% (0 to 1000%)."))
      }
      guard let factor = snapshot.factors.firstIndex(where: { [$0.code, $0.name, $0.nameEnglish].contains(pair[0]) }) else {
        throw CommandError.usage(language("方案里没有要素 \(pair[0])。", "The run has no factor \(pair[0])."))
      }
      guard world.shares.updateValue(share, forKey: factor) == nil else {
        throw CommandError.usage(language("“\(item)”：每种要素只写一次。", "“\(item)”: each factor once."))
      }
    }
    return world
  }

  private static func trimmed(_ parts: [Substring]) -> [String] { parts.map { $0.trimmingCharacters(in: .whitespaces) } }
}
