import ArgumentParser

struct Db: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Starts, migrates and inspects the database.",
    subcommands: [DbStart.self, DbStop.self, DbStatus.self, DbMigrate.self, DbWipe.self])
}
