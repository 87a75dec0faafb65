import ArgumentParser

@main
struct Yaosu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yaosu",
    abstract: "Allocates a city's scarce production factors to its investment projects (要素保障).",
    version: "0.1.0",
    subcommands: [Db.self, Ledger.self, Report.self])
}
