import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Optimisation
import Reporting
import Store

struct PlanAlternatives: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alternatives",
    abstract: "Which projects are in every good plan, in some, in none: proved by forcing, not by sampling.",
    discussion: """
      yaosu plan alternatives 3 --within 0.5%
      yaosu plan alternatives 3 --standing some --format csv
      """)
  @OptionGroup var options: ExploreOptions
  @Option(help: "A plan is good when each tier has at least the run's score less this part of it.")
  var within = "0.5%"
  @Option(help: "Only these: always, never, some or open (undecided when time ran out).")
  var standing: String?
  @Option(help: "Seconds.")
  var seconds = 60.0

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      guard let share = Ratio(within), share >= .zero, share <= .one else {
        throw CommandError.usage(language("--within 应为 0 到 100% 的比例。", "--within wants a share from 0 to 100%."))
      }
      let only = try standing.map(read)
      let (stored, _) = try options.open()
      let (interruption, line) = (Interruption(), ProgressLine())
      defer { line.end() }
      let found = try Alternatives.find(stored.plan, of: stored.snapshot, within: share, solver: HighsSolver(), seconds: seconds) {
        line.show(language("已确定 \($0) / \($1)", "\($0) of \($1) decided"))
        return !interruption.isAsked
      }
      line.end()
      show(found, only, stored.snapshot, language)
    }
  }

  private func read(_ text: String) throws -> Alternatives.Standing {
    guard let standing = Alternatives.Standing(rawValue: text) else {
      let language = options.language.language
      throw CommandError.usage(language("--standing 应为 always、never、some 或 open。", "--standing wants always, never, some or open."))
    }
    return standing
  }

  private struct Row: Encodable {
    var project: String, name: String
    var tier: Int
    var standing: Alternatives.Standing
    var isServed: Bool
  }

  private func show(_ found: Alternatives, _ only: Alternatives.Standing?, _ snapshot: Snapshot, _ language: Language) {
    // Where everything is asked for, a table tells only what isn't certain.
    let shown = found.entries.filter { entry in
      only.map { $0 == entry.standing } ?? (options.format != .table || [.some, .open].contains(entry.standing))
    }
    .map { entry in
      let project = snapshot.projects[entry.project]
      return Row(project: project.code, name: project.name, tier: project.tier + 1, standing: entry.standing, isServed: entry.isServed)
    }
    let rows = shown.map { row in
      [row.project, row.name, "\(row.tier)", Self.word(row.standing, language), row.isServed ? language("是", "yes") : language("否", "no")]
    }
    options.show(
      [
        language("项目", "project"), language("名称", "name"), language("级别", "tier"), language("在好方案中", "in good plans"),
        language("本方案保障", "in this one"),
      ],
      [.left, .left, .right, .left, .left], rows, json: shown)
    guard options.format == .table else { return }
    let counts = Dictionary(grouping: found.entries, by: \.standing).mapValues(\.count)
    Terminal.out(
      Alternatives.Standing.allCases.compactMap { standing in counts[standing].map { "\(Self.word(standing, language)) \($0)" } }
        .joined(separator: language("，", ", ")) + language("；见证方案 \(found.plans) 个", "; \(found.plans) plans as witnesses"))
  }

  private static func word(_ standing: Alternatives.Standing, _ language: Language) -> String {
    switch standing {
    case .always: language("总在", "always in")
    case .never: language("总不在", "never in")
    case .some: language("有时在", "in some")
    case .open: language("未定", "open")
    }
  }
}
