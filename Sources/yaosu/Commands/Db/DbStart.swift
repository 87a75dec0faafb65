import ArgumentParser

struct DbStart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Starts the private cluster, making it first where needed.",
    discussion: "Prints the connection string, for psql and other programs:\n  psql \"$(yaosu db start)\"")
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let conninfo = try database.conninfo()
      Terminal.out(conninfo)
    }
  }
}
