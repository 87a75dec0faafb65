import Allocation
import ArgumentParser
import Diagnostics
import Reporting
import Store

struct PlanLendable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lendable",
    abstract: "What each county can lend of each factor without losing a project that the run serves, and until when (L17.3).",
    discussion: "yaosu plan lendable 3 --factor balance_quantity")
  @OptionGroup var options: ExploreOptions
  @Option(help: "Only this factor, code or name.")
  var factor: String?

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      let (stored, names) = try options.open()
      let only = try factor.map { try names.factor($0) }
      let snapshot = stored.snapshot
      let safe = SafeToLend.all(stored.plan, of: snapshot).filter { item in only.map { snapshot.factors[item.factor].code == $0 } ?? true }
      let words = Words(snapshot: snapshot, language: language)
      let rows = safe.map { item in
        [
          words.region(item.region), words.factor(item.factor), item.quantity.decimal,
          language(snapshot.factors[item.factor].unit, snapshot.factors[item.factor].unitEnglish), item.until?.iso ?? "–",
          item.until == nil
            ? language("看不到自用", "no need of its own in sight")
            : item.expires ? language("到期作废", "expires") : language("本县下一年度要用", "its own projects need it then"),
        ]
      }
      options.show(
        [
          language("县市区", "region"), language("要素", "factor"), language("可借出", "can lend"), language("单位", "unit"),
          language("最迟归还", "back by"),
          language("原因", "because"),
        ], [.left, .left, .right, .left, .left, .left], rows, json: safe)
    }
  }
}
