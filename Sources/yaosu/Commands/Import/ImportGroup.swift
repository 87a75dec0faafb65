import ArgumentParser

struct ImportGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Takes in files as clerks have them: CSV (UTF-8 or GB18030), XLSX, XLS, ODS. All or nothing.",
    subcommands: [ImportProjects.self, ImportQuota.self, ImportEnterprises.self, ImportTemplate.self, ImportRecipe.self])
}
