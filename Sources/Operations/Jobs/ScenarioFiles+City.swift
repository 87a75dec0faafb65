import Foundation
public import Postgres
public import ScenarioFiles
import Store

extension ScenarioFolder {
  /// The city's scenarios, with the names that they may use. `folder`: nil for those that are shipped.
  /// `takesPaths`: names may be paths of files, as on the command line.
  public static func ofCity(_ session: Session, city: String, folder: String?, takesPaths: Bool = false) throws -> ScenarioFolder {
    let names = try SnapshotStore(session, city: city).names()
    let kinds = names.parameters.compactMapValues(Vocabulary.ParameterKind.init(rawValue:))
    let vocabulary = Vocabulary(regions: names.regions, aliases: names.aliases, factors: names.factors, parameters: kinds)
    return ScenarioFolder(
      path: try folder ?? ResourceFolder.scenarios().appending(path: "liaocheng").path, vocabulary: vocabulary,
      takesPaths: takesPaths)
  }
}
