import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Optimisation
import Reporting
import Store

struct PlanAdvance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance",
    abstract: "Which awards may be given before the yearly plan is there, so that with a chosen probability nothing is taken back (L17.1).",
    discussion: """
      yaosu plan advance 3 --doubt land=70%..100% --confidence 95%
      yaosu plan advance 3 --doubt land=70%..100% --doubt energy=80%..100% --format csv
      """)
  @OptionGroup var options: ExploreOptions
  @Option(help: "factor=low..high: the part of its pools that may come. Can be given again.")
  var doubt: [String]
  @Option(help: "Probability with which everything given stays covered.")
  var confidence = "95%"

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      guard let wanted = Ratio(confidence), wanted > .zero, wanted <= .one else {
        throw CommandError.usage(language("--confidence 应大于 0、不超过 100%。", "--confidence wants more than 0, at most 100%."))
      }
      let (stored, names) = try options.open()
      let doubts = try DoubtReading(names: names, language: language).doubts(doubt, stored.snapshot)
      let solver = try HighsSolver()
      let limit = try AdvanceLimit.find(stored.plan, of: stored.snapshot, doubts: doubts, confidence: wanted) {
        try Planner(solver: solver, limits: stored.scenario.limits).plan($0)
      }
      show(limit, doubts, stored.snapshot, language)
    }
  }

  private struct Row: Encodable {
    var project: String, name: String
    var tier: Int
    var mayGiveNow: Bool
  }

  private func show(_ limit: AdvanceLimit, _ doubts: [StressTest.Doubt], _ snapshot: Snapshot, _ language: Language) {
    let now = Set(limit.now)
    let all = (limit.now + limit.later).sorted { (snapshot.projects[$0].tier, $0) < (snapshot.projects[$1].tier, $1) }.map { project in
      let known = snapshot.projects[project]
      return Row(project: known.code, name: known.name, tier: known.tier + 1, mayGiveNow: now.contains(project))
    }
    // A table lists what waits; that is the shorter list.
    let rows = (options.format == .table ? all.filter { !$0.mayGiveNow } : all)
      .map { [$0.project, $0.name, "\($0.tier)", $0.mayGiveNow ? language("现在", "now") : language("等计划", "waits")] }
    options.show(
      [language("项目", "project"), language("名称", "name"), language("级别", "tier"), language("何时", "when")], [.left, .left, .right, .left],
      rows,
      json: all)
    guard options.format == .table else { return }
    let words = Words(snapshot: snapshot, language: language)
    for (item, share) in zip(doubts, limit.shares) {
      let percent = String(format: "%.2f%%", Double(share.numerator) / Double(share.denominator) * 100)
      Terminal.out(
        language(
          "\(words.factor(item.factor))：各池可预支到 \(percent)", "\(words.factor(item.factor)): up to \(percent) of each pool may be advanced"))
    }
    Terminal.out(
      language(
        "\(limit.now.count + limit.later.count) 项配置中 \(limit.now.count) 项现在可给，\(limit.later.count) 项等计划下达；\(limit.draws) 次抽样中 \(limit.kept) 次无须收回",
        "\(limit.now.count) of \(limit.now.count + limit.later.count) awards may be given now, \(limit.later.count) wait; in \(limit.kept) of \(limit.draws) draws nothing had to be taken back"
      ))
  }
}
