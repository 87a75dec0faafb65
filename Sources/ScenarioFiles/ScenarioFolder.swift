public import Allocation
public import Diagnostics
internal import Foundation

/// The scenarios of a folder, by name, and what they make when they are put together.
///
/// `base` is one file; `base+coordination-40` applies one after the other; a batch makes many, called `batch:a,b`, and `batch:a,b` names
/// one of them.
public struct ScenarioFolder: Sendable {
  public let path: String
  public let vocabulary: Vocabulary
  /// Names may be paths of files anywhere: for who works on this machine, never for what a service is sent.
  public let takesPaths: Bool
  private static let mostLevels = 8

  public init(path: String, vocabulary: Vocabulary, takesPaths: Bool = true) {
    (self.path, self.vocabulary, self.takesPaths) = (path, vocabulary, takesPaths)
  }

  /// Names of the files here, ascending.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// Everything that is wrong with a file and those it builds on; empty when it can run. Batches are expanded too.
  public func check(_ name: String) -> [Diagnostic] {
    var loading = Loading(folder: self)
    _ = loading.scenarios(name)
    return loading.diagnostics
  }

  /// The same of a file's text that isn't in the folder; what it extends is.
  public func check(_ name: String, content: String) -> [Diagnostic] {
    var loading = Loading(folder: self)
    loading.take(name, content)
    _ = loading.scenarios(name)
    return loading.diagnostics
  }

  /// The scenario that a file's text describes. Throws all mistakes; a batch is refused.
  public func scenario(_ name: String, content: String) throws(DiagnosticList) -> Scenario {
    var loading = Loading(folder: self)
    loading.take(name, content)
    let all = loading.scenarios(name)
    if !loading.diagnostics.isEmpty { throw DiagnosticList(loading.diagnostics) }
    return try Self.only(all, name)
  }

  /// The text of a file of the folder; nil when there is none of that name.
  public func text(of name: String) throws -> String? {
    guard try names().contains(name) else { return nil }
    return try String(contentsOfFile: "\(path)/\(name).yaml", encoding: .utf8)
  }

  /// The scenario of a name, or of names joined by `+`. A name that ends in .yaml or has a slash is a path, where paths are taken. Throws all
  /// mistakes; a batch is refused, because it is many.
  public func scenario(_ name: String) throws(DiagnosticList) -> Scenario {
    try Self.only(try scenarios(name), name)
  }

  private static func only(_ all: [Scenario], _ name: String) throws(DiagnosticList) -> Scenario {
    guard all.count == 1, let only = all.first else {
      throw DiagnosticList([Diagnostic(.tooMany, at: .init(file: name), found: "\(all.count)", expected: "1")])
    }
    return only
  }

  /// All scenarios of a name: one, or those of a batch in the order product, then list; the last axis turns fastest.
  public func scenarios(_ name: String) throws(DiagnosticList) -> [Scenario] {
    var loading = Loading(folder: self)
    let result = loading.scenarios(name)
    if !loading.diagnostics.isEmpty { throw DiagnosticList(loading.diagnostics) }
    return result
  }

  private func isPath(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/") }
  private func file(of name: String) -> String { isPath(name) ? name : "\(path)/\(name).yaml" }

  /// One act of loading: files are read once, and what is wrong is collected.
  private struct Loading {
    let folder: ScenarioFolder
    var diagnostics: [Diagnostic] = []
    private var files: [String: ScenarioFile?] = [:]
    /// Where keys stand, in the file that comes last.
    private var places: [String: Diagnostic.Place] = [:]

    init(folder: ScenarioFolder) { self.folder = folder }

    /// Reads a text as the file of this name.
    mutating func take(_ name: String, _ content: String) {
      files[name] = .some(
        ScenarioFile.read(Data(content.utf8), name: name, file: name, vocabulary: folder.vocabulary, diagnostics: &diagnostics))
    }

    mutating func scenarios(_ name: String) -> [Scenario] {
      let parts = name.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
      var loaded: [ScenarioFile] = []
      var starts = [Scenario(name: name)]
      defer { for scenario in Set(starts) { checkYears(scenario) } }
      for part in parts {
        let (fileName, choice) = ScenarioFolder.divided(part)
        guard let file = load(fileName, from: nil) else { continue }
        loaded.append(file)
        for index in starts.indices { apply(file, to: &starts[index], path: []) }
        if file.isBatch { expand(file, choice, &starts) }
      }
      guard loaded.count > 1 else { return starts }
      let title = loaded.compactMap(\.overrides.title).joined(separator: " + ")
      let english = loaded.compactMap(\.overrides.titleEnglish).joined(separator: " + ")
      // Only a run that composes is called by all its parts; a batch's choices have titles of their own.
      if starts.count == 1 { (starts[0].title, starts[0].titleEnglish) = (title, english) }
      return starts
    }

    /// What a scenario asks of its years, wherever its parts come from: told at the key that asks for years together.
    private mutating func checkYears(_ scenario: Scenario) {
      let place = places["years"] ?? places["discount"] ?? .init(file: folder.file(of: scenario.name))
      func conflict(_ found: String, _ expected: String) { tell(Diagnostic(.conflict, at: place, found: found, expected: expected)) }
      guard scenario.together == true else {
        if scenario.discount != nil { conflict("discount", "years: together") }
        return
      }
      if scenario.horizon < 2 { conflict("years: together, horizon: \(scenario.horizon)", "horizon: 2 | 3") }
      for part in scenario.partsOfSingleYears { conflict("years: together, \(part.rawValue)", "years: in_turn | – \(part.rawValue)") }
    }

    /// Every scenario of a batch, or the one that was named.
    private mutating func expand(_ file: ScenarioFile, _ choice: String?, _ starts: inout [Scenario]) {
      let all = starts.flatMap { start in
        ScenarioFolder.combinations(file).map { ScenarioFolder.scenario(start, $0, name: choice == nil ? nil : start.name) }
      }
      guard let choice else { return starts = all }
      let labels = ScenarioFolder.combinations(file).map(ScenarioFolder.label)
      guard let index = labels.firstIndex(of: choice) else {
        // A folder that can't be listed has no nearest name; that the file isn't there is told all the same.
        let nearest = Nearest.name(to: choice, among: labels)
        tell(Diagnostic(.unknownName, at: .init(file: folder.file(of: file.name)), found: choice, suggestion: nearest.map { "→ \($0) ?" }))
        return
      }
      starts = starts.indices.map { all[$0 * labels.count + index] }
    }

    /// What the file extends, then the file itself.
    private mutating func apply(_ file: ScenarioFile, to scenario: inout Scenario, path: [String]) {
      for reference in file.extends {
        if reference.name == file.name || path.contains(reference.name) || path.count >= ScenarioFolder.mostLevels {
          tell(Diagnostic(.cycle, at: reference.place, found: (path + [file.name, reference.name]).joined(separator: " → ")))
        } else if let base = load(reference.name, from: reference.place) {
          apply(base, to: &scenario, path: path + [file.name])
        }
      }
      file.overrides.apply(to: &scenario)
      places.merge(file.places) { $1 }
    }

    private mutating func load(_ name: String, from place: Diagnostic.Place?) -> ScenarioFile? {
      if let known = files[name] { return known }
      let file = folder.file(of: name)
      var result: ScenarioFile?
      let isOpen = folder.takesPaths || !folder.isPath(name)
      if isOpen, let data = FileManager.default.contents(atPath: file) {
        result = ScenarioFile.read(
          data, name: ScenarioFolder.plainName(name), file: file, vocabulary: folder.vocabulary, diagnostics: &diagnostics)
      } else {
        // The missing file is what is told; without the folder's list there is only no suggestion.
        let nearest = Nearest.name(to: name, among: (try? folder.names()) ?? [])
        diagnostics.append(
          Diagnostic(
            place == nil ? .fileUnreadable : .unknownName, at: place ?? .init(file: file), found: name,
            suggestion: nearest.map { "→ \($0) ?" }))
      }
      files[name] = .some(result)
      return result
    }

    private mutating func tell(_ diagnostic: Diagnostic) { if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) } }
  }

  private static func plainName(_ name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return last.hasSuffix(".yaml") ? String(last.dropLast(5)) : last
  }

  /// `batch:a,b` → batch and a,b.
  private static func divided(_ part: String) -> (file: String, choice: String?) {
    guard let colon = part.firstIndex(of: ":") else { return (part, nil) }
    return (String(part[..<colon]), String(part[part.index(after: colon)...]))
  }

  private static func combinations(_ file: ScenarioFile) -> [[ScenarioFile.Choice]] {
    var combinations: [[ScenarioFile.Choice]] = file.product.isEmpty ? [] : [[]]
    for axis in file.product { combinations = combinations.flatMap { made in axis.map { made + [$0] } } }
    return combinations + file.list.map { [$0] }
  }

  private static func label(_ choices: [ScenarioFile.Choice]) -> String { choices.map(\.name).joined(separator: ",") }

  /// `start` with the choices applied; called `start:choices` where no name is given.
  private static func scenario(_ start: Scenario, _ choices: [ScenarioFile.Choice], name: String?) -> Scenario {
    var scenario = start
    for choice in choices { choice.overrides.apply(to: &scenario) }
    scenario.name = name ?? "\(start.name):\(label(choices))"
    scenario.title = start.title + "：" + choices.map { $0.overrides.title ?? $0.name }.joined(separator: "，")
    scenario.titleEnglish = start.titleEnglish + ": " + choices.map { $0.overrides.titleEnglish ?? $0.name }.joined(separator: ", ")
    return scenario
  }
}
