import Allocation
import Diagnostics
import ScenarioFiles
import Synchronization

/// Titles of scenarios, as people know them. A file is read through once and again when its text has changed.
final class ScenarioTitles: Sendable {
  private struct Known {
    var text: String?
    /// How many scenarios the file holds; 0: it has mistakes.
    var count: Int
    var chinese: String
    var english: String
  }
  private let known = Mutex<[String: Known]>([:])

  /// Names with the titles of their first scenarios; a file with mistakes stands under its name.
  ///
  /// `single`: only files with one scenario that can be read.
  func options(_ folder: ScenarioFolder, single: Bool = false, _ language: Language) throws -> [(value: String, text: String)] {
    try folder.names().compactMap { name in
      let one = try title(name, folder)
      if single, one.count != 1 { return nil }
      let title = language(one.chinese, one.english)
      return (name, title.isEmpty ? name : "\(title)（\(name)）")
    }
  }

  private func title(_ name: String, _ folder: ScenarioFolder) throws -> Known {
    let text = try folder.text(of: name)
    if let kept = known.withLock({ $0[name] }), kept.text == text { return kept }
    let all = folder.check(name).isEmpty ? try folder.scenarios(name) : []
    let first = all.first
    let found = Known(text: text, count: all.count, chinese: first?.title ?? "", english: first?.titleEnglish ?? "")
    // As many as there are files.
    known.withLock { $0[name] = found }
    return found
  }
}
