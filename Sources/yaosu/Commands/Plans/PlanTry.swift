import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Optimisation
import Reporting
import Store

struct PlanTry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Changes pools or pins of a run and says at once who comes in and who falls out; nothing is stored.",
    discussion: """
      yaosu plan try 3 --pool land:莘县=+200
      yaosu plan try 3 --pool energy=90% --in LC-G-0187
      yaosu plan try 3 --lend land:冠县:莘县=50 --out LC-G-0412 --quick
      yaosu plan try 3 --aim fairness=1% --floor 莘县=5                  the same county by county; at least five of 莘县
      yaosu plan try 3 --aim none --floor every=0 --years 1              score alone, no floors, the first year alone
      yaosu plan try 3 --loans balance_quantity --transfers cod,nh3n      counties may lend and sell: which moves serve most
      """)
  @OptionGroup var options: ExploreOptions
  @Option(help: "factor[:region]=change; change is +200, -30 or 80%. Can be given again.")
  var pool: [String] = []
  @Option(help: "factor:from:to=amount: quota that goes from one pool to another. Can be given again.")
  var lend: [String] = []
  @Option(name: .customLong("in"), help: "Project that must be served. Can be given again.")
  var included: [String] = []
  @Option(name: .customLong("out"), help: "Project that must not be served. Can be given again.")
  var excluded: [String] = []
  @Option(help: "Factors that counties may lend each other, separated by commas.")
  var loans: String?
  @Option(help: "Factors that counties may sell each other, separated by commas.")
  var transfers: String?
  @Option(
    help: "fairness, equal_shares, city_pool or change, =how much score it may give up; none: score alone. Can be given again, in order.")
  var aim: [String] = []
  @Option(help: "region=projects, or every=projects: the least that is served there. Can be given again.")
  var floor: [String] = []
  @Option(help: "Only the first so many of the plan's years.")
  var years: Int?
  @Flag(help: "An answer from prices alone, at once, with the gap that it has.")
  var quick = false
  @Option(help: "Projects that are listed at the most.")
  var limit = 40

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      try checkPins(language)
      let (stored, names) = try options.open()
      let trial = try trial(names, language)
      if let years, !(1...stored.snapshot.horizon).contains(years) {
        throw CommandError.usage(
          language(
            "--years 应为 1 至 \(stored.snapshot.horizon)：该方案规划的年数。", "--years wants 1 to \(stored.snapshot.horizon): the years of the plan."))
      }
      let snapshot = try trial.applied(to: stored.snapshot)
      let plan: Plan
      do {
        plan = try Planner(solver: HighsSolver(), limits: stored.scenario.limits, method: quick ? .prices : .auto)
          .plan(snapshot, after: (stored.plan, stored.snapshot))
      } catch let error as PlanImpossible {
        throw ImpossiblePlan(error: error, snapshot: snapshot)
      }
      let failures = PlanCheck.check(plan, against: snapshot)
      guard failures.isEmpty else { throw StoreError.planRefused(failures.map { "\($0)" }) }
      let comparison = Comparison(from: (stored.snapshot, stored.plan), to: (snapshot, plan))
      switch options.format {
      case .json: Terminal.out(JSONText.pretty(Told(comparison: comparison, tiers: plan.tiers, moves: plan.moves)))
      case .csv: list(comparison)
      case .table: tell(stored, snapshot, plan, comparison, language)
      }
    }
  }

  private struct Told: Encodable {
    var comparison: Comparison
    var tiers: [Plan.TierResult]
    var moves: [Plan.Move]
  }

  /// Who changes and why, a line each.
  private func list(_ comparison: Comparison) {
    Terminal.out("project,change,cause,factors")
    for cause in comparison.causes {
      let change = comparison.gained.contains(cause.project) ? "gained" : comparison.lost.contains(cause.project) ? "lost" : "moved"
      Terminal.out(
        [cause.project, change, cause.kind.rawValue, cause.factors.joined(separator: " ")].map(CSVText.cell).joined(separator: ","))
    }
  }

  private func tell(_ stored: RunStore.Stored, _ snapshot: Snapshot, _ plan: Plan, _ comparison: Comparison, _ language: Language) {
    let names = Dictionary(uniqueKeysWithValues: snapshot.projects.map { ($0.code, $0.name) })
    Terminal.out(ComparisonText(comparison: comparison, names: names, language: language, limit: limit).results)
    let words = Words(snapshot: snapshot, language: language)
    for move in plan.moves.prefix(limit) { Terminal.out("· " + words.move(move)) }
    let titles = [
      language("年份", "vintage"), language("级别", "tier"), language("原得分", "before"), language("新得分", "after"), language("差距", "gap"),
    ]
    let rows = zip(stored.plan.tiers, plan.tiers).map { before, after in
      let tier = snapshot.tiers[after.tier]
      return [
        "\(after.vintage)", language(tier.name, tier.nameEnglish), "\(before.value)", "\(after.value)",
        String(format: "%.3f%%", after.gap * 100),
      ]
    }
    Terminal.out(TextTable(titles: titles, alignments: [.left, .left, .right, .right, .right], rows: rows).text)
    Terminal.out(
      language(
        "保障 \(stored.plan.awards.count) → \(plan.awards.count) 个项目；求解 \(String(format: "%.3f", plan.statistics.seconds)) 秒；没有保存",
        "serves \(stored.plan.awards.count) → \(plan.awards.count) projects; solved in \(String(format: "%.3f", plan.statistics.seconds)) s; nothing was stored"
      ))
  }

  // MARK: Reading the changes

  private func checkPins(_ language: Language) throws {
    let both = Set(included).intersection(excluded).sorted()
    guard both.isEmpty else {
      throw CommandError.usage(
        language(
          "\(both.joined(separator: "、")) 不能同时 --in 和 --out。", "\(both.joined(separator: ", ")) can't be both --in and --out."))
    }
  }

  private func trial(_ names: LedgerNames, _ language: Language) throws -> Trial {
    var trial = Trial()
    for text in pool { trial.supply.append(try poolChange(text, names, language)) }
    for text in lend { trial.supply += try loan(text, names, language) }
    trial.pins = included.map { .init(project: $0, pin: .must) } + excluded.map { .init(project: $0, pin: .never) }
    trial.loans = try (loans ?? "").split(separator: ",").map { try names.factor(String($0)) }
    trial.transfers = try (transfers ?? "").split(separator: ",").map { try names.factor(String($0)) }
    trial.aims = aim.isEmpty ? nil : try aim.filter { $0 != "none" }.map { try goal($0, language) }
    trial.floors = try floor.map { try least($0, names, language) }
    trial.years = years
    guard !trial.isEmpty else {
      throw CommandError.usage(
        language(
          "没有要试的变化：给出 --pool、--lend、--in、--out、--loans、--transfers、--aim、--floor 或 --years。",
          "Nothing to try: give --pool, --lend, --in, --out, --loans, --transfers, --aim, --floor or --years."))
    }
    return trial
  }

  private func poolChange(_ text: String, _ names: LedgerNames, _ language: Language) throws -> Scenario.SupplyChange {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    let place = sides.first?.split(separator: ":").map(String.init) ?? []
    guard sides.count == 2, (1...2).contains(place.count) else { throw misread(text, "land:莘县=+200", language) }
    let change: Scenario.SupplyChange.Change
    if sides[1].hasPrefix("+") || sides[1].hasPrefix("-") {
      change = .plus(try names.quantity(sides[1]))
    } else if sides[1].hasSuffix("%"), let ratio = Ratio(sides[1]), ratio >= .zero {
      change = .times(ratio)
    } else {
      throw misread(text, "land:莘县=+200 | land=80%", language)
    }
    return .init(factor: try names.factor(place[0]), region: try place.count == 2 ? names.region(place[1]) : nil, change: change)
  }

  private func loan(_ text: String, _ names: LedgerNames, _ language: Language) throws -> [Scenario.SupplyChange] {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    let place = sides.first?.split(separator: ":").map(String.init) ?? []
    guard sides.count == 2, place.count == 3 else { throw misread(text, "land:冠县:莘县=50", language) }
    let (factor, amount) = (try names.factor(place[0]), try names.quantity(sides[1]))
    guard amount > .zero else { throw misread(text, "land:冠县:莘县=50", language) }
    return [
      .init(factor: factor, region: try names.region(place[1]), change: .plus(-amount)),
      .init(factor: factor, region: try names.region(place[2]), change: .plus(amount)),
    ]
  }

  private func goal(_ text: String, _ language: Language) throws -> Aim {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard let kind = sides.first.flatMap({ Aim.Kind(key: $0) }), let give = Ratio(sides.count > 1 ? sides[1] : "0"), give >= .zero,
      give <= .one
    else { throw misread(text, "fairness=1%", language) }
    return Aim(kind: kind, give: give)
  }

  private func least(_ text: String, _ names: LedgerNames, _ language: Language) throws -> Scenario.RegionFloor {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard sides.count == 2, let projects = Int(sides[1]), (0...Wish.floorLimit).contains(projects) else {
      throw misread(text, "莘县=5", language)
    }
    return .init(region: sides[0] == "every" ? nil : try names.region(sides[0]), projects: projects)
  }

  private func misread(_ text: String, _ example: String, _ language: Language) -> CommandError {
    .usage(language("“\(text)”应写作 \(example)。", "“\(text)” wants the form \(example)."))
  }
}
