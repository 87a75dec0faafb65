import ArgumentParser
import Diagnostics
import Postgres
import Store

struct PlanPublish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publishes an adopted run in the system (L20.3).", discussion: "yaosu plan publish 3")
  @Argument(help: ArgumentHelp("Number of the run.", valueName: "run"))
  var number: Int
  @Option(help: "table (sentences) or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let session = try database.migratedSession()
      let context = ["actor": database.actorName]
      let answer = try session.transaction { try RunStore($0, city: database.city).publish(number, context: context) }
      AdoptionOutput(format: format, language: language.language).show(answer)
    }
  }
}
