import ArgumentParser

struct ProjectGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "project", abstract: "Finds projects of the library and shows them with demand, classes and history.",
    subcommands: [
      ProjectList.self, ProjectShow.self, ProjectHistory.self, ProjectStage.self, ProjectBook.self, ProjectDistricts.self,
      ProjectProgress.self,
    ])
}
