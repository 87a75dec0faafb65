import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Reporting
import Store

struct PlanProof: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof",
    abstract: "Writes a run with its proof as one page that verifies itself in any browser, without a network.",
    discussion: """
      yaosu plan proof 3 --out proof-3.html
      The page adds up awards, pools and the bound of each tier again in whole numbers; change a figure in the file, and it says so.
      """)
  @Argument(help: ArgumentHelp("Number of the run.", valueName: "run"))
  var number: Int
  @Option(help: "File. Default: proof-N.html in the working directory.")
  var out: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    // For the meeting: Chinese unless asked otherwise, as reports are.
    let written = language.lang ?? .chinese
    try Failure.report(language.language) {
      let stored = try RunStore(database.migratedSession(), city: database.city).read(number)
      let path = out ?? "proof-\(number).html"
      try ProofPage(stored, language: written).html().write(toFile: path, atomically: true, encoding: .utf8)
      Terminal.note(language.language("已写出 \(path)", "wrote \(path)"))
    }
  }
}
