import ArgumentParser
import Operations
import Postgres
import ScenarioFiles

/// Where scenarios are, and the names that they may use.
struct ScenarioOptions: ParsableArguments {
  @Option(help: "Folder of scenario files. Default: the sample city's.")
  var folder: String?

  func files(_ session: Session, city: String) throws -> ScenarioFolder {
    try .ofCity(session, city: city, folder: folder, takesPaths: true)
  }
}
