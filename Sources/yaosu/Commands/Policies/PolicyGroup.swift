import ArgumentParser

struct PolicyGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Regions, factors, and the parameters of policy with their sources.",
    subcommands: [PolicyShow.self, PolicyDiff.self, PolicyRehearse.self])
}
