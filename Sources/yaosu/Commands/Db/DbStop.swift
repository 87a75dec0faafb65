import ArgumentParser
import PrivateCluster

struct DbStop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Stops the private cluster; an own server is never touched.")
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) { try DatabaseOptions.privateCluster().stop() }
  }
}
