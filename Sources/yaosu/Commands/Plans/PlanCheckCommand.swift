import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Store

struct PlanCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks a stored run again in whole numbers, and says what moved since its snapshot.", discussion: "yaosu plan check 3")
  @Argument(help: ArgumentHelp("Number of the run.", valueName: "run"))
  var number: Int
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let stored = try RunStore(session, city: database.city).read(number)
      let failures = PlanCheck.check(stored.plan, against: stored.snapshot)
      guard failures.isEmpty else {
        for failure in failures { Terminal.out("✗ \(failure)") }
        throw CommandError.refused(language("方案没有通过核对。", "The plan failed the check."))
      }
      Terminal.out(language("✓ 整数核对通过：\(stored.plan.awards.count) 项配置", "✓ whole-number check passed: \(stored.plan.awards.count) awards"))
      guard stored.adoptedAt == nil else { return Terminal.out(language("已采纳", "adopted")) }
      let moved = try ListStore(session, city: database.city).moved(since: number)
      if moved.rows.isEmpty { return Terminal.out(language("✓ 快照之后没有影响采纳的变动", "✓ nothing moved that adoption would feel")) }
      Terminal.out(language("快照之后的变动：", "moved since the snapshot:"))
      ListingOutput(language: language).show(moved)
    }
  }
}
