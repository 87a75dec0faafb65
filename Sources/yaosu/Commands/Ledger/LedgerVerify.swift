import ArgumentParser
import Diagnostics
import Operations
import Store

struct LedgerVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Proves that nothing was changed afterwards and that every balance follows from its entries.")
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let checks = try LedgerStore(database.migratedSession(), city: database.city).verify()
      for check in checks { Terminal.out("\(check.isFine ? "✓" : "✗") \(check.name)\(check.detail.isEmpty ? "" : ": \(check.detail)")") }
      let failed = checks.filter { !$0.isFine }.count
      if failed > 0 {
        throw CommandError.refused(language("台账有 \(failed) 项检查不通过。", "\(failed) checks of the ledger failed."))
      }
    }
  }
}
