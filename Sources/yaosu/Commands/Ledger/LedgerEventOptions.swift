import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Postgres
import Store

/// What every event of the ledger wants besides its own line: paper, reason, decision, date, key.
struct LedgerEventOptions: ParsableArguments {
  @Option(help: "Document that this rests on (文号).")
  var document: String?
  @Option(help: "Reason, for the record.")
  var reason: String?
  @Option(help: "Business date (ISO). Default: today.")
  var date: String?
  @Option(help: "Who decided.")
  var decidedBy: String?
  @Option(help: "When it was decided (ISO).")
  var decidedOn: String?
  @Option(help: "Article that it was decided under.")
  var article: String?
  @Option(help: "Idempotency key: running the same command again with the same key does it once. Default: a new one, printed.")
  var key: String?
  @Flag(help: "Say what would happen; the same function runs and is rolled back.")
  var preview = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  @Option(help: "table (what was booked, account by account), csv or json (the event's own answer).")
  var format: OutputFormat = .table

  /// Posts one event whose lines `body` makes from names that it may look up.
  func post(_ event: LedgerStore.Event, _ body: (LedgerNames) throws -> [LedgerStore.Line]) throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let store = LedgerStore(session, city: database.city)
      let lines = try body(LedgerNames(store: store, language: language))
      let context = LedgerStore.Context(
        key: key ?? UUID().uuidString.lowercased(), actor: database.actorName, document: document, reason: reason, date: date,
        decidedBy: decidedBy, decidedOn: decidedOn, article: article)
      // Said before it happens: whoever must repeat after a broken connection needs it.
      if !preview, key == nil { Terminal.note(language("业务键：", "key: ") + context.key) }
      let output = EventOutput(session: session, city: database.city, format: format, language: language, isPreview: preview)
      if preview {
        try session.dryRun { _ in try output.show(store.post(event, context, lines)) }
      } else {
        try output.show(store.post(event, context, lines))
      }
    }
  }
}
