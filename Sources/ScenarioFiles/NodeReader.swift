internal import Allocation
internal import Diagnostics
internal import Yams

/// Reads YAML nodes by their description. Never stops at a mistake: what can't be read is told and left out.
struct NodeReader {
  let file: String
  let vocabulary: Vocabulary
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String, vocabulary: Vocabulary) { (self.file, self.vocabulary) = (file, vocabulary) }

  /// The mapping at a node.
  mutating func record(_ node: Node, _ shape: Shape) -> Record? {
    guard case .mapping(let mapping) = node else {
      wrong(node, expected: "{\(shape.keys.prefix(4).joined(separator: ", ")), …}")
      return nil
    }
    var record = Record(place: place(node))
    var context = Context()
    // Names first: a quantity's unit depends on the factor or the subject beside it, wherever that stands.
    for isSecond in [false, true] {
      for (keyNode, valueNode) in mapping {
        guard let key = scalar(keyNode) else {
          if !isSecond { wrong(keyNode, expected: shape.keys.joined(separator: ", ")) }
          continue
        }
        guard let field = shape[key] else {
          if !isSecond { unknown(.unknownKey, keyNode, key, among: shape.keys) }
          continue
        }
        guard NodeReader.isMeasured(field.kind) == isSecond else { continue }
        record.values[key] = value(valueNode, field.kind, context)
        if key == "factor" { context.factor = record.values[key]?.text }
        if key == "what" { context.subject = record.values[key]?.text }
      }
    }
    record.present = Set(mapping.compactMap { scalar($0.key) })
    for field in shape.fields where field.isRequired && !record.present.contains(field.key) {
      tell(Diagnostic(.missingKey, at: place(node), expected: field.key))
    }
    return record
  }

  /// What a quantity is measured by.
  struct Context {
    var factor: String?
    var subject: String?
  }

  private static func isMeasured(_ kind: Kind) -> Bool { if case .quantity = kind { true } else { false } }

  mutating func value(_ node: Node, _ kind: Kind, _ context: Context = Context()) -> Value? {
    switch kind {
    case .list(let element, let most): return list(node, element, most: most, context)
    case .object(let shape): return record(node, shape).map { Value(content: .record($0), place: $0.place) }
    case .overrides: return record(node, ScenarioShape.choice).map { Value(content: .record($0), place: $0.place) }
    case .map(let names, let also, let element, let most): return map(node, names, also: also, element, most: most)
    case .parameters(let most): return parameters(node, most: most)
    default:
      guard let text = scalar(node) else {
        wrong(node, expected: kind.hint)
        return nil
      }
      return scalarContent(text, node, kind, context).map { Value(content: $0, place: place(node)) }
    }
  }

  private mutating func list(_ node: Node, _ element: Kind, most: Int, _ context: Context) -> Value? {
    guard case .sequence(let sequence) = node else {
      wrong(node, expected: "[…]")
      return nil
    }
    guard fits(node, count: sequence.count, most: most) else { return nil }
    return Value(content: .list(sequence.compactMap { value($0, element, context) }), place: place(node))
  }

  private mutating func map(_ node: Node, _ names: Vocabulary.NameKind, also: String?, _ element: Kind, most: Int) -> Value? {
    guard case .mapping(let mapping) = node else {
      wrong(node, expected: "{…: \(element.hint)}")
      return nil
    }
    guard fits(node, count: mapping.count, most: most) else { return nil }
    var pairs: [(key: String, value: Value)] = []
    for (keyNode, valueNode) in mapping {
      let key = name(keyNode, names, also: also)
      let value = value(valueNode, element, Context(factor: names == .factor ? key : nil))
      guard let key, let value else { continue }
      if pairs.contains(where: { $0.key == key }) {
        tell(Diagnostic(.duplicateKey, at: place(keyNode), found: scalar(keyNode) ?? ""))
      } else {
        pairs.append((key, value))
      }
    }
    return Value(content: .map(pairs), place: place(node))
  }

  private mutating func fits(_ node: Node, count: Int, most: Int) -> Bool {
    if count <= most { return true }
    tell(Diagnostic(.tooMany, at: place(node), found: "\(count)", expected: "≤ \(most)"))
    return false
  }

  /// A name that the city knows, as its code.
  mutating func name(_ node: Node, _ kind: Vocabulary.NameKind, also: String? = nil) -> String? {
    guard let text = scalar(node) else {
      wrong(node, expected: kind.rawValue)
      return nil
    }
    if text == also { return text }
    if let code = vocabulary.code(of: text, kind) { return code }
    unknown(.unknownName, node, text, among: vocabulary.names(kind) + (also.map { [$0] } ?? []), of: kind)
    return nil
  }

  // MARK: What is told

  mutating func tell(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func wrong(_ node: Node, expected: String) {
    tell(Diagnostic(.wrongType, at: place(node), found: scalar(node) ?? NodeReader.outline(node), expected: expected))
  }

  private mutating func unknown(
    _ code: DiagnosticCode, _ node: Node, _ found: String, among names: [String], of kind: Vocabulary.NameKind? = nil
  ) {
    let nearest = Nearest.name(to: found, among: names)
    // All keys are told where they are few; names only by their kind.
    let expected = kind?.rawValue ?? names.joined(separator: ", ")
    tell(Diagnostic(code, at: place(node), found: found, expected: nearest == nil ? expected : "", suggestion: nearest.map { "→ \($0) ?" }))
  }

  func place(_ node: Node) -> Diagnostic.Place { .init(file: file, row: node.mark?.line, column: node.mark?.column) }

  /// The scalar as it was typed, full-width digits and signs as their plain ones.
  func scalar(_ node: Node) -> String? {
    guard case .scalar(let scalar) = node else { return nil }
    return scalar.string
  }

  private static func outline(_ node: Node) -> String {
    switch node {
    case .mapping: "{…}"
    case .sequence: "[…]"
    default: ""
    }
  }
}
