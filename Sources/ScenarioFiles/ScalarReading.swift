internal import Allocation
internal import Diagnostics
internal import Yams

extension NodeReader {
  mutating func scalarContent(_ text: String, _ node: Node, _ kind: Kind, _ context: Context) -> Value.Content? {
    switch kind {
    case .text(let most):
      guard text.count <= most else { return outOfRange(text, node, "≤ \(most)") }
      return .text(text)
    case .name(let kind): return name(node, kind).map { .text($0) }
    case .choice(let choices):
      if choices.contains(text) { return .text(text) }
      let nearest = Nearest.name(to: text, among: choices)
      tell(
        Diagnostic(
          .wrongType, at: place(node), found: text, expected: choices.joined(separator: " | "), suggestion: nearest.map { "→ \($0) ?" }))
      return nil
    case .integer(let range):
      guard let value = Int(Plain.digits(text)) else { return wrongContent(node, kind) }
      return range.contains(value) ? .integer(value) : outOfRange(text, node, "\(range.lowerBound)…\(range.upperBound)")
    case .number(let range):
      guard let value = Double(Plain.digits(text)), value.isFinite else { return wrongContent(node, kind) }
      return range.contains(value) ? .number(value) : outOfRange(text, node, "\(range.lowerBound)…\(range.upperBound)")
    case .ratio(let least, let most):
      guard let value = Ratio(Plain.digits(text)) else { return wrongContent(node, kind) }
      return value >= least && value <= most ? .ratio(value) : outOfRange(text, node, "\(least)…\(most)")
    case .quantity(let measure, let least): return quantity(text, node, measure, least, context)
    case .date:
      guard let value = CivilDate(Plain.digits(text)) else { return wrongContent(node, kind) }
      return .date(value)
    case .flag:
      switch text {
      case "true", "yes", "是": return .flag(true)
      case "false", "no", "否": return .flag(false)
      default: return wrongContent(node, kind)
      }
    case .list, .object, .map, .parameters, .overrides: return wrongContent(node, kind)
    }
  }

  private mutating func wrongContent(_ node: Node, _ kind: Kind) -> Value.Content? {
    wrong(node, expected: kind.hint)
    return nil
  }

  private mutating func outOfRange(_ text: String, _ node: Node, _ expected: String) -> Value.Content? {
    tell(Diagnostic(.outOfRange, at: place(node), found: text, expected: expected))
    return nil
  }

  /// `35 亩`, `-200`, `5 亿元`: a number, and a unit that leads to the measure's own.
  private mutating func quantity(
    _ text: String, _ node: Node, _ measure: Kind.Measure, _ least: Quantity?, _ context: Context
  ) -> Value.Content? {
    let unit: String? =
      switch measure {
      case .fixed(let unit): unit
      case .factor: vocabulary.unit(ofFactor: context.factor)
      case .subject:
        switch context.subject {
        case "projects": "个"
        case "investment": "万元"
        default: vocabulary.unit(ofFactor: context.factor)
        }
      }
    switch Measured.read(Plain.digits(text), unit: unit) {
    case .value(let quantity):
      if let least, quantity < least { return outOfRange(text, node, "≥ \(least.decimal)") }
      return .quantity(quantity)
    case .notANumber: return wrongContent(node, .quantity(measure, least: least))
    case .otherUnit:
      tell(Diagnostic(.unitMismatch, at: place(node), found: text, expected: unit ?? ""))
      return nil
    }
  }
}

/// Digits and signs as a Chinese keyboard has them, made plain.
enum Plain {
  static func digits(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0xFF0B...0xFF19, 0xFF05: Unicode.Scalar(scalar.value - 0xFEE0)!  // ＋，－．／０…９％
          case 0x2212: "-"
          default: scalar
          }
        }))
  }
}

/// Amounts with units.
enum Measured {
  enum Result: Equatable { case value(Quantity), notANumber, otherUnit }

  /// Unit → the unit that factors are counted in, and how many of it.
  private static let units: [String: (base: String, ratio: Ratio)] = [
    "亩": ("亩", .one), "mu": ("亩", .one), "公顷": ("亩", Ratio(15)), "ha": ("亩", Ratio(15)), "万亩": ("亩", Ratio(10_000)),
    "吨": ("吨", .one), "t": ("吨", .one), "万吨": ("吨", Ratio(10_000)), "吨/年": ("吨", .one),
    "公斤": ("公斤", .one), "kg": ("公斤", .one), "千克": ("公斤", .one), "万公斤": ("公斤", Ratio(10_000)),
    "吨标准煤": ("吨标准煤", .one), "tce": ("吨标准煤", .one), "万吨标准煤": ("吨标准煤", Ratio(10_000)),
    "万元": ("万元", .one), "亿元": ("万元", Ratio(10_000)), "元": ("万元", Ratio(1, 10_000)),
    "个": ("个", .one),
  ]

  /// `unit`: what the amount must be in; nil: not known here, so any unit of the table is taken as it counts.
  static func read(_ text: String, unit: String?) -> Result {
    let end = text.firstIndex { !"+-.0123456789".contains($0) } ?? text.endIndex
    let number = text[..<end]
    let name = text[end...].drop { $0 == " " }
    guard let value = Quantity(decimal: number) else { return .notANumber }
    if name.isEmpty || String(name) == unit { return .value(value) }
    guard let (base, ratio) = units[String(name)] else { return .otherUnit }
    // Kilogrammes of a factor that is counted in tonnes, and the other way round.
    let ratioToUnit: Ratio? =
      switch (base, unit) {
      case (_, nil): ratio
      case (_, base): ratio
      case ("公斤", "吨"): Ratio(ratio.numerator, ratio.denominator * 1000)
      case ("吨", "公斤"): Ratio(ratio.numerator * 1000, ratio.denominator)
      default: nil
      }
    guard let ratioToUnit else { return .otherUnit }
    let times = UInt64(max(1, ratioToUnit.numerator / ratioToUnit.denominator))
    guard value.tenThousandths.magnitude <= Quantity.largest.tenThousandths.magnitude / times else { return .notANumber }
    let (high, low) = (ratioToUnit.roundedUp(value), ratioToUnit.roundedDown(value))
    guard high == low else { return .notANumber }
    return .value(high)
  }
}

extension Kind {
  /// What is expected, in signs that need no language.
  var hint: String {
    switch self {
    case .text: "…"
    case .name(let kind): kind.rawValue
    case .integer(let range): "\(range.lowerBound)…\(range.upperBound)"
    case .number(let range): "\(range.lowerBound)…\(range.upperBound)"
    case .ratio: "40%, 2/5, 0.4"
    case .quantity(.fixed(let unit), _): "12.5 \(unit)"
    case .quantity: "12.5, 35 亩, 0.8 吨"
    case .date: "2026-07-01"
    case .flag: "true | false"
    case .choice(let choices): choices.joined(separator: " | ")
    case .list: "[…]"
    case .object(let shape): "{\(shape.keys.joined(separator: ", "))}"
    case .map(_, _, let element, _): "{…: \(element.hint)}"
    case .parameters: "{…: 40%}"
    case .overrides: "{name: …}"
    }
  }
}
