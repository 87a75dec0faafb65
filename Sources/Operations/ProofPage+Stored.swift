import Allocation
public import Diagnostics
import Foundation
public import Reporting
public import Store

extension ProofPage {
  /// The proof of a stored run, with the script that verifies it. Throws where the script isn't among the program's files.
  public init(_ stored: RunStore.Stored, language: Language) throws {
    let script = try String(contentsOf: ResourceFolder.assets().appending(path: "proof.js"), encoding: .utf8)
    self.init(
      run: stored.run, title: language(stored.scenario.title, stored.scenario.englishTitle), snapshot: stored.snapshot, plan: stored.plan,
      language: language, script: script)
  }
}
