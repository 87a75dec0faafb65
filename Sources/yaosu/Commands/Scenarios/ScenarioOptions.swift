import ArgumentParser
import Foundation
import Postgres
import ScenarioFiles
import Store

/// Where scenarios are, and the names that they may use.
struct ScenarioOptions: ParsableArguments {
  @Option(help: "Folder of scenario files. Default: the sample city's.")
  var folder: String?

  func files(_ session: Session, city: String) throws -> ScenarioFolder {
    let names = try SnapshotStore(session, city: city).names()
    let kinds = names.parameters.compactMapValues(Vocabulary.ParameterKind.init(rawValue:))
    let vocabulary = Vocabulary(regions: names.regions, aliases: names.aliases, factors: names.factors, parameters: kinds)
    return ScenarioFolder(path: try folder ?? ResourceFolder.scenarios().appending(path: "liaocheng").path, vocabulary: vocabulary)
  }
}
