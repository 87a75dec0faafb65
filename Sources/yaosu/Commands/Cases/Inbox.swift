import ArgumentParser
import Diagnostics
import Store

struct Inbox: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What waits for a person, due when; also in the name of people who are away.", discussion: "yaosu inbox --as land-1")
  @Flag(help: "Notices too: reminders, escalations, what was told.")
  var notices = false
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = try officer.cases(language)
      let output = ListingOutput(format: format, language: language, words: try store.glossary())
      let tasks = try store.inbox(on: officer.today)
      output.show(tasks)
      if format == .table { Terminal.note(language("共 \(tasks.rows.count) 项待办。", "\(tasks.rows.count) tasks.")) }
      if notices {
        if format == .table { Terminal.out("\n" + language("通知", "Notices")) }
        output.show(try store.notices())
      }
    }
  }
}

struct Tick: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "The daily job: reminders, overdue notices, escalation, deadlines that decide by rule, cases that begin by themselves. Safe to run twice or late.",
    discussion: """
      yaosu tick
      From cron: 5 6 * * * YAOSU_DATABASE_URL=… yaosu tick
      """)
  @Option(help: "Day (ISO) for which it runs. Default: today.")
  var today: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let result = try ProcedureStore(try database.migratedSession(), city: database.city).tick(on: today)
      Terminal.out(
        language(
          "\(result.day)：通知 \(result.reminded)，到期处理 \(result.lapsed)，自动发起 \(result.started)",
          "\(result.day): \(result.reminded) notices, \(result.lapsed) deadlines decided, \(result.started) cases begun"))
    }
  }
}
