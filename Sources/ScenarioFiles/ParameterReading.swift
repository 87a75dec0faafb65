internal import Allocation
internal import Diagnostics
internal import Yams

extension NodeReader {
  /// Stands for every factor where a parameter's values are told by factor.
  static let allFactors = "all"

  /// `parameter: value` for all factors that have it, or `parameter: {factor: value}`, where `all` is what the others get.
  mutating func parameters(_ node: Node, most: Int) -> Value? {
    guard case .mapping(let mapping) = node else {
      wrong(node, expected: Kind.parameters(most: most).hint)
      return nil
    }
    guard mapping.count <= most else {
      tell(Diagnostic(.tooMany, at: place(node), found: "\(mapping.count)", expected: "≤ \(most)"))
      return nil
    }
    var overrides: [Scenario.ParameterOverride] = []
    for (keyNode, valueNode) in mapping {
      guard let key = name(keyNode, .parameter) else { continue }
      let kind = vocabulary.parameters[key]
      if case .mapping(let byFactor) = valueNode {
        var seen: Set<String> = []
        for (factorNode, factorValue) in byFactor {
          guard let factor = name(factorNode, .factor, also: NodeReader.allFactors) else { continue }
          if !seen.insert(factor).inserted { tell(Diagnostic(.duplicateKey, at: place(factorNode), found: scalar(factorNode) ?? "")) }
          let code = factor == NodeReader.allFactors ? nil : factor
          guard let value = parameter(factorValue, kind, factor: code) else { continue }
          overrides.append(.init(key: key, factor: code, value: value))
        }
      } else if let value = parameter(valueNode, kind, factor: nil) {
        overrides.append(.init(key: key, value: value))
      }
    }
    // What holds for all comes first, whatever the order of the file, so that it doesn't end what is said for single factors.
    let sorted = overrides.filter { $0.factor == nil } + overrides.filter { $0.factor != nil }
    return Value(content: .parameters(sorted), place: place(node))
  }

  /// The value as policy keeps it: text that reads as the parameter's kind.
  private mutating func parameter(_ node: Node, _ kind: Vocabulary.ParameterKind?, factor: String?) -> String? {
    if case .sequence(let sequence) = node {
      guard kind == nil || kind == .json else {
        wrong(node, expected: kind?.hint ?? "")
        return nil
      }
      let items = sequence.map { item in scalar(item).map { Int($0) == nil ? "\"\($0)\"" : $0 } }
      guard !items.contains(nil), items.count <= 1_000 else {
        wrong(node, expected: "[1, 2, 3]")
        return nil
      }
      return "[\(items.compactMap(\.self).joined(separator: ","))]"
    }
    guard let typed = scalar(node) else {
      wrong(node, expected: kind?.hint ?? "…")
      return nil
    }
    let plain = Plain.digits(typed)
    switch kind {
    case .ratio:
      // Exact, and in one form, so that the same value makes the same scenario.
      if let ratio = Ratio(plain) { return ratio.description }
    case .integer:
      if let integer = Int(plain) { return String(integer) }
    case .quantity:
      if case .value(let quantity) = Measured.read(plain, unit: vocabulary.unit(ofFactor: factor)) { return quantity.decimal }
    case .boolean:
      if let value = ["true": "true", "false": "false", "yes": "true", "no": "false", "是": "true", "否": "false"][typed] { return value }
    case .date:
      if CivilDate(plain) != nil { return plain }
    case .text, .json, nil:
      if typed.count <= 10_000 { return typed }
    }
    wrong(node, expected: kind?.hint ?? "…")
    return nil
  }
}

extension Vocabulary.ParameterKind {
  var hint: String {
    switch self {
    case .ratio: "40%, 2/5, 0.4"
    case .integer: "60"
    case .quantity: "12.5"
    case .boolean: "true | false"
    case .text: "…"
    case .json: "[1, 2, 3]"
    case .date: "2026-07-01"
    }
  }
}
