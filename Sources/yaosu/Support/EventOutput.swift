import Allocation
import Diagnostics
import Foundation
import Postgres
import Store

/// What a ledger event answers, as far as people need it.
struct EventAnswer: Decodable {
  /// nil when there was nothing to book.
  var batch: Int64?
  var replayed: Bool
  /// 万元.
  var compensation: Quantity?
  var lines: [Line]
  struct Line: Decodable {
    /// Number of a loan that the line made.
    var loan: Int64?
  }

  init(_ json: String) throws { self = try JSONDecoder().decode(EventAnswer.self, from: Data(json.utf8)) }
}

/// Shows a booked event as its entries, account by account, with the balances after it.
struct EventOutput {
  let session: Session
  let city: String
  let format: OutputFormat
  let language: Language
  var isPreview = false

  private static let columns = [
    "region_name", "factor_name", "vintage", "account_kind", "project", "entry", "exit", "balance", "unit", "lot",
  ]

  /// `answer`: the JSON of the event's function. In a preview the caller's transaction is still open.
  func show(_ answer: String) throws {
    if format == .json { return Terminal.out(answer) }
    let event = try EventAnswer(answer)
    guard let batch = event.batch else { return }
    let rows = try ReportStore(session, city: city).read("ledger_statement", where: [("batch", String(batch))])
    if !rows.rows.isEmpty { try ReportOutput(format: format, language: language, columns: Self.columns, saysCount: false).show(rows) }
    for loan in event.lines.compactMap(\.loan) { Terminal.note(language("拆借编号 \(loan)", "loan \(loan)")) }
    Terminal.note(verdict(event, batch))
  }

  private func verdict(_ event: EventAnswer, _ batch: Int64) -> String {
    if isPreview { return language("预演：将记为第 \(batch) 批，未写入", "preview: it would be batch \(batch); nothing was written") }
    if event.replayed { return language("以前已记账：第 \(batch) 批", "booked before, as batch \(batch)") }
    return language("已记账：第 \(batch) 批", "booked as batch \(batch)")
  }
}
