import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Postgres
import Store

/// What a decision rests on.
struct DecisionOptions: ParsableArguments {
  @Option(help: "Document of the decision (文号).")
  var document: String
  @Option(help: "Who decided.")
  var decidedBy: String?
  @Option(help: "When it was decided (ISO).")
  var decidedOn: String?
  @Option(help: "Article that it was decided under.")
  var article: String?
  @Option(help: "Business date (ISO). Default: today.")
  var date: String?
  @Option(help: "Reason, for the record.")
  var reason: String?

  func context(actor: String) -> [String: String] {
    var context = ["actor": actor, "document": document, "date": date ?? Today.date.iso]
    context["decided_by"] = decidedBy
    context["decided_on"] = decidedOn
    context["article"] = article
    context["reason"] = reason
    return context
  }
}

struct PlanAdopt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Adopts a run (采纳): reserves everything in one transaction, or says what moved. Twice is once.",
    discussion: "yaosu plan adopt 3 --document 聊指办〔2026〕7号 --decided-by 联席会议 --decided-on 2026-03-20")
  /// Changes that are listed when a plan is refused.
  static let shownLimit = 30
  @Argument(help: ArgumentHelp("Number of the run.", valueName: "run"))
  var number: Int
  @Option(help: "table (sentences) or json.")
  var format: OutputFormat = .table
  @OptionGroup var decision: DecisionOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let session = try database.migratedSession()
      let context = decision.context(actor: database.actorName)
      do {
        let answer = try session.transaction { try RunStore($0, city: database.city).adopt(number, context: context) }
        AdoptionOutput(format: format, language: language.language).show(answer)
      } catch let error as PostgresError where error.sqlState == "YS104" {
        // What moved is a table here; the error's own detail is the same as data.
        let moved = try ListStore(session, city: database.city).moved(since: number)
        ListingOutput(language: language.language).show(Listing(columns: moved.columns, rows: Array(moved.rows.prefix(Self.shownLimit))))
        let hidden = moved.rows.count - Self.shownLimit
        if hidden > 0 { Terminal.note(language.language("……另有 \(hidden) 处", "… and \(hidden) more")) }
        var short = error
        short.detail = nil
        throw short
      }
    }
  }
}
