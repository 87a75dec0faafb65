import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Reporting
import ScenarioFiles
import Store

struct ScenarioSweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Runs a scenario once for each value of a policy parameter; one table comes out.",
    discussion: """
      yaosu scenario sweep base --parameter coordination_share --factor land --values 20%,30%,40%,50%
      yaosu scenario sweep base --supply land --values 60%,80%,100%,120% --shard 1/4
      """)
  @Argument(help: "Name of the scenario to start from.")
  var name: String
  @Option(help: "Policy parameter that is changed.")
  var parameter: String?
  @Option(help: "Only for this factor (code).")
  var factor: String?
  @Option(help: "Factor (code) whose pools are multiplied by each value.")
  var supply: String?
  @Option(help: "Values, separated by commas.")
  var values: String
  @Option(help: "Run only part i of n: i/n. A job array runs them side by side.")
  var shard: String = "1/1"
  @OptionGroup var scenarios: ScenarioOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions
  static let valueLimit = 1_000

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let base = try scenarios.files(session, city: database.city).scenario(name)
      try checkNames(SnapshotStore(session, city: database.city).names(), language)
      let runner = PlanRunner(
        session: session, city: database.city, actor: database.actorName, language: language, watch: TerminalWatch().callAsFunction)
      var rows: [[String]] = []
      for scenario in try mine(variants(base, language), language) {
        let outcome = try runner.run(scenario)
        let investment = outcome.plan.awards.reduce(Quantity.zero) { $0 + outcome.snapshot.projects[$1.project].investment }
        rows.append([
          scenario.name, "\(outcome.run)", "\(outcome.plan.awards.count)", String(format: "%.1f", Double(investment.tenThousandths) / 1e8),
          "\(outcome.plan.tiers.reduce(0) { $0 + $1.value })", String(format: "%.2f", outcome.plan.statistics.seconds),
        ])
      }
      let titles = [
        language("情景", "scenario"), language("方案", "run"), language("保障项目", "served"), language("投资(亿元)", "investment (10^8)"),
        language("得分", "value"), language("秒", "s"),
      ]
      Terminal.out(TextTable(titles: titles, alignments: [.left] + Array(repeating: .right, count: 5), rows: rows).text)
    }
  }

  /// The names must be the city's, and each value must read as its parameter's kind, before the first run begins.
  private func checkNames(_ names: CityNames, _ language: Language) throws {
    for code in [factor, supply].compactMap(\.self) where !names.factors.contains(where: { $0.code == code }) {
      let known = names.factors.map(\.code).joined(separator: ", ")
      throw CommandError.usage(language("没有代码为 \(code) 的要素；可选：\(known)。", "No factor \(code); there are \(known)."))
    }
    guard let parameter else { return }
    guard let kind = names.parameters[parameter] else {
      let known = names.parameters.keys.sorted().joined(separator: ", ")
      throw CommandError.usage(language("没有政策参数 \(parameter)；可选：\(known)。", "No policy parameter \(parameter); there are \(known)."))
    }
    for text in values.split(separator: ",").map(String.init) where !Self.reads(text, as: kind) {
      throw CommandError.usage(
        language("“\(text)”不是 \(parameter) 的值（\(kind)）。", "“\(text)” is no value of \(parameter) (\(kind))."))
    }
  }

  private static func reads(_ text: String, as kind: String) -> Bool {
    switch kind {
    case "ratio": Ratio(text).map { $0 >= .zero } ?? false
    case "integer": Int(text) != nil
    case "quantity": Quantity(decimal: text) != nil
    case "boolean": ["true", "false"].contains(text)
    case "date": CivilDate(text) != nil
    default: true
    }
  }

  private func variants(_ base: Scenario, _ language: Language) throws -> [Scenario] {
    let texts = values.split(separator: ",").map(String.init)
    guard (1...Self.valueLimit).contains(texts.count) else {
      throw CommandError.usage(language("--values 应有 1 到 \(Self.valueLimit) 个值。", "--values wants 1 to \(Self.valueLimit) values."))
    }
    guard (parameter == nil) != (supply == nil) else {
      throw CommandError.usage(language("给出 --parameter 或 --supply 之一。", "Name one of --parameter and --supply."))
    }
    return try texts.map { text in
      var scenario = base
      if let parameter {
        scenario.name = "\(base.name)[\(parameter)\(factor.map { ".\($0)" } ?? "")=\(text)]"
        scenario.policy.append(.init(key: parameter, factor: factor, value: text))
      } else if let supply {
        guard let ratio = Ratio(text) else {
          throw CommandError.usage(language("“\(text)”不是比例：写成 80%、0.8 或 4/5。", "“\(text)” is no ratio: 80%, 0.8 or 4/5."))
        }
        scenario.name = "\(base.name)[\(supply)×\(text)]"
        scenario.supply.append(.init(factor: supply, change: .times(ratio)))
      }
      return scenario
    }
  }

  private func mine(_ all: [Scenario], _ language: Language) throws -> [Scenario] {
    let parts = shard.split(separator: "/").compactMap { Int($0) }
    guard parts.count == 2, parts[1] >= 1, (1...parts[1]).contains(parts[0]) else {
      throw CommandError.usage(language("--shard 应写成 i/n，例如 1/4。", "--shard wants i/n, for example 1/4."))
    }
    return all.enumerated().filter { $0.offset % parts[1] == parts[0] - 1 }.map(\.element)
  }
}
