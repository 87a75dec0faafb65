import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Instances
import Operations
import Optimisation
import Reporting

struct Solve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Solves a file without a database: a snapshot, knapsack problems of the OR-Library, participatory budgets.",
    discussion: """
      yaosu sample --snapshot city.json && yaosu solve city.json --input snapshot
      yaosu solve mknap1.txt --input mknap --format json
      yaosu solve gdansk/ --input pabulib --coordinate 0.3 --value score
      mknap: K problems, each n m optimum|0, values p(1…n), m rows of amounts r(i,1…n), capacities b(1…m); also a problem alone, and mknap2.
      pabulib: .pb files of one city and year; one without a district is the city's.
      """)
  enum Input: String, ExpressibleByArgument, CaseIterable { case snapshot, mknap, pabulib }
  enum Method: String, ExpressibleByArgument, CaseIterable { case auto, whole, cores, counties, search }
  enum Value: String, ExpressibleByArgument, CaseIterable { case votes, score }

  @Argument(help: ArgumentHelp("The file; for pabulib also a folder.", valueName: "file"))
  var path: String
  @Option(help: "snapshot, mknap or pabulib.")
  var input: Input
  @Option(help: "Proven relative gap at which a tier is good enough. Default: 0 for mknap and pabulib, 0.0001 for snapshots.")
  var gap: Double?
  @Option(help: "Seconds for each instance.")
  var timeLimit = 60.0
  @Option(help: "Most nodes of each branch and bound: a limit that is the same on every machine.")
  var nodes: Int?
  @Option(help: "Threads that may be used; the plan is the same for any number.")
  var threads = 1
  @Option(help: "auto, whole (the general solver alone), cores, counties or search.")
  var method: Method = .auto
  @Option(help: "Of pabulib: what a project is worth, votes or score.")
  var value: Value = .votes
  @Option(help: "Of pabulib: share of each district's budget that the city coordinates.")
  var coordinate = "0"
  @Flag(help: "Of snapshots: each tier's own figures too.")
  var tiers = false
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      try checkOptions(language)
      let instances = try read(language)
      let interruption = Interruption()
      let line = ProgressLine()
      defer { line.end() }
      let results = try instances.map { instance in try solve(instance, interruption, line, language) }
      line.end()
      show(results)
      tellClock(results, language)
    }
  }

  private func checkOptions(_ language: Language) throws {
    if let gap, !(0...1).contains(gap) { throw CommandError.usage(language("--gap 应在 0 和 1 之间。", "--gap wants a number from 0 to 1.")) }
    if let nodes, nodes < 1 { throw CommandError.usage(language("--nodes 至少为 1。", "--nodes wants at least 1.")) }
    if !(timeLimit > 0 && timeLimit <= 86_400) {
      throw CommandError.usage(language("--time-limit 应在 0 和 86400 秒之间。", "--time-limit wants 0 to 86400 seconds."))
    }
    if !(1...64).contains(threads) { throw CommandError.usage(language("--threads 应在 1 和 64 之间。", "--threads wants 1 to 64.")) }
  }

  private func read(_ language: Language) throws -> [SolveInstance] {
    switch input {
    case .snapshot: return try SnapshotInput.read(path)
    case .mknap: return try KnapsackFile.read(path)
    case .pabulib:
      guard let share = Ratio(coordinate), share >= .zero, share <= Ratio(1) else {
        throw CommandError.usage(
          language("--coordinate 应在 0 和 1 之间，如 0.3、30%、3/10。", "--coordinate wants a share from 0 to 1: 0.3, 30%, 3/10."))
      }
      return try ParticipatoryBudget(worth: value == .votes ? .votes : .score, coordinated: share).read(path)
    }
  }

  private func solve(_ instance: SolveInstance, _ interruption: Interruption, _ line: ProgressLine, _ language: Language) throws
    -> SolveResult
  {
    var limits = Scenario.Limits()
    limits.seconds = timeLimit
    limits.gap = gap ?? (input == .snapshot ? limits.gap : 0)
    (limits.threads, limits.nodes) = (threads, nodes)
    let solver = try HighsSolver()
    let plan: Plan
    do {
      plan = try Planner(solver: solver, limits: limits, method: SolveMethod(rawValue: method.rawValue) ?? .auto).plan(instance.snapshot) {
        progress in
        line.show("\(instance.name) \(progress.incumbent.map(String.init) ?? "–") / \(progress.bound)")
        return !interruption.isAsked
      }
    } catch let error as PlanImpossible {
      throw ImpossiblePlan(error: error, snapshot: instance.snapshot)
    }
    let failures = PlanCheck.check(plan, against: instance.snapshot)
    guard failures.isEmpty else {
      throw CommandError.refused(language("方案没有通过整数核对：", "The plan failed the whole-number check: ") + "\(failures.prefix(5))")
    }
    tellFaults(plan, instance, line, language)
    return SolveResult(instance, plan, withTiers: tiers)
  }

  /// Projects whose own data is faulty get nothing: that is told, beside the figures.
  private func tellFaults(_ plan: Plan, _ instance: SolveInstance, _ line: ProgressLine, _ language: Language) {
    let faulty = plan.unmet.filter { $0.cause == .fault }.map { instance.snapshot.projects[$0.project].code }
    guard !faulty.isEmpty else { return }
    line.end()
    let named = faulty.prefix(5).joined(separator: language("、", ", ")) + (faulty.count > 5 ? " …" : "")
    Terminal.note(
      language(
        "\(instance.name)：\(faulty.count) 个项目的数据有误（得分、级别、地区或需求），未参与：\(named)",
        "\(instance.name): \(faulty.count) projects have faulty data (score, tier, region or demand) and were left out: \(named)"))
  }

  /// Figures that another run may not give again are told as such.
  private func tellClock(_ results: [SolveResult], _ language: Language) {
    let cut = results.filter(\.isCutByClock).map(\.name)
    guard !cut.isEmpty else { return }
    let named = cut.prefix(5).joined(separator: language("、", ", ")) + (cut.count > 5 ? " …" : "")
    Terminal.note(
      language(
        "\(cut.count) 个因时限提前结束，再次求解结果可能不同（--nodes 的限制与机器快慢无关）：\(named)",
        "\(cut.count) cut short by the clock; another run may find another plan (--nodes limits alike on every machine): \(named)"))
  }

  private func show(_ results: [SolveResult]) {
    switch format {
    case .json: Terminal.out(JSONText.pretty(results))
    case .csv:
      Terminal.out(SolveResult.titles.joined(separator: ","))
      for row in results.flatMap(\.rows) { Terminal.out(row.map(CSVText.cell).joined(separator: ",")) }
    case .table:
      let sides = SolveResult.titles.map { ["name", "status"].contains($0) ? TextTable.Alignment.left : .right }
      Terminal.out(TextTable(titles: SolveResult.titles, alignments: sides, rows: results.flatMap(\.rows)).text)
    }
  }
}
