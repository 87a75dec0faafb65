import ArgumentParser

struct ScenarioGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario", abstract: "Asks what if: scenarios in YAML, checked, run, compared, swept.",
    subcommands: [ScenarioList.self, ScenarioCheck.self, ScenarioRun.self, ScenarioCompare.self, ScenarioSweep.self])
}
