public import Diagnostics
public import Foundation
internal import Yams

/// One scenario file as it was read: what it builds on, what it changes, and the choices of a batch.
public struct ScenarioFile: Sendable {
  /// File name without ending.
  public var name: String
  public var extends: [Reference]
  public var overrides: ScenarioOverrides
  /// Axes of a product, each with its choices.
  public var product: [[Choice]]
  public var list: [Choice]
  /// Where each key of the file stands.
  var places: [String: Diagnostic.Place] = [:]
  public var isBatch: Bool { !product.isEmpty || !list.isEmpty }

  public struct Reference: Sendable {
    public var name: String
    public var place: Diagnostic.Place
  }
  public struct Choice: Hashable, Sendable {
    public var name: String
    public var overrides: ScenarioOverrides
  }

  /// Most scenarios that one batch may make.
  public static let mostScenarios = 1_000

  /// Reads a file's bytes. nil when nothing can be said about its content; all mistakes at once are in `diagnostics`, which is empty
  /// when the file is sound. `file` is the path as people should see it.
  public static func read(
    _ data: Data, name: String, file: String, vocabulary: Vocabulary, diagnostics: inout [Diagnostic]
  ) -> ScenarioFile? {
    guard let text = TextChecks.text(data, file: file, &diagnostics), let node = compose(text, file: file, &diagnostics) else { return nil }
    var reader = NodeReader(file: file, vocabulary: vocabulary)
    guard let record = reader.record(node, ScenarioShape.file) else {
      diagnostics += reader.diagnostics
      return nil
    }
    var builder = OverridesBuilder()
    var result = ScenarioFile(name: name, extends: [], overrides: builder.overrides(record), product: [], list: [])
    for key in ScenarioShape.file.fields.map(\.key) { if let value = record[key] { result.places[key] = value.place } }
    result.extends = (record["extends"]?.list ?? []).compactMap { value in value.text.map { Reference(name: $0, place: value.place) } }
    result.product = (record["product"]?.list ?? []).compactMap { axis in axis.list.map { choices($0, &builder, &reader) } }
    result.list = choices(record["list"]?.list ?? [], &builder, &reader)
    let count = result.product.reduce(result.product.isEmpty ? 0 : 1) { $0 * max($1.count, 1) } + result.list.count
    if count > mostScenarios {
      reader.tell(Diagnostic(.tooMany, at: record["product"]?.place ?? record.place, found: "\(count)", expected: "≤ \(mostScenarios)"))
    }
    let found = (reader.diagnostics + builder.diagnostics).sorted { a, b in
      (a.place.row ?? 0, a.place.column ?? 0) < (b.place.row ?? 0, b.place.column ?? 0)
    }
    diagnostics += found.prefix(TextChecks.mostMistakes)
    return result
  }

  private static func choices(_ values: [Value], _ builder: inout OverridesBuilder, _ reader: inout NodeReader) -> [Choice] {
    var names: Set<String> = []
    return values.compactMap { value in
      guard let record = value.record, let name = record["name"]?.text else { return nil }
      if !names.insert(name).inserted { reader.tell(Diagnostic(.duplicateKey, at: value.place, found: name)) }
      return Choice(name: name, overrides: builder.overrides(record))
    }
  }

  /// YAML → one node, or what the reader says against it.
  static func compose(_ text: String, file: String, _ diagnostics: inout [Diagnostic]) -> Node? {
    func at(_ mark: Mark?) -> Diagnostic.Place { .init(file: file, row: mark?.line, column: mark?.column) }
    do {
      if let node = try Yams.compose(yaml: text) { return node }
      diagnostics.append(Diagnostic(.missingKey, at: .init(file: file, row: 1), expected: "title"))
    } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      diagnostics.append(Diagnostic(.yamlSyntax, at: at(mark), found: problem))
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      diagnostics.append(Diagnostic(.duplicateKey, at: at(context.mark), found: keys.joined(separator: ", ")))
    } catch YamlError.reader(let problem, let offset, _, let yaml) {
      let line = offset.map { yaml.prefix($0).count { $0.isNewline } + 1 }
      diagnostics.append(Diagnostic(.yamlSyntax, at: .init(file: file, row: line), found: problem))
    } catch {
      diagnostics.append(Diagnostic(.yamlSyntax, at: .init(file: file)))
    }
    return nil
  }
}
