public import Diagnostics
public import Procedures

/// A procedure as a drawing: steps from top to bottom, who acts, the term, the ways on; returns are dashed. With a case's state the steps that are
/// behind it are filled and those that wait are framed.
public struct ProcedureChart {
  let procedure: Procedure
  let language: Language
  let done: Set<String>
  let waiting: Set<String>
  /// Code of a unit → its name.
  let unitNames: [String: String]

  public init(
    _ procedure: Procedure, language: Language, done: Set<String> = [], waiting: Set<String> = [], unitNames: [String: String] = [:]
  ) {
    (self.procedure, self.language, self.done, self.waiting, self.unitNames) = (procedure, language, done, waiting, unitNames)
  }

  private static let box = (width: 204.0, height: 60.0)
  private static let gap = (across: 36.0, down: 64.0)
  /// Room beside the boxes for ways past rows (left) and returns (right), with their labels.
  private static let margin = 92.0
  /// From the top of the picture to the first row.
  private static let top = 44.0
  /// Ways along a margin that don't lie on one another.
  private static let lanes = 6.0

  private typealias Place = (x: Double, y: Double)
  /// Lines lie under boxes, labels above both.
  private typealias Drawn = (path: String, label: String)

  public func svg() -> String {
    let layout = ProcedureLayout(procedure) { language($0, $1) }
    let widest = Double(layout.rows.map(\.count).max() ?? 1)
    let width = widest * Self.box.width + (widest - 1) * Self.gap.across + Self.margin * 2
    let places = places(layout, width: width)
    let ways = ways(layout, places, width: width)
    var body = "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
    body += "<path d=\"M0 0L8 4L0 8z\" fill=\"\(Palette.soft)\"/></marker></defs>"
    body += SVG.text(8, 22, "\(language(procedure.title, procedure.titleEnglish)) · \(procedure.version)", size: 15)
    body += ways.map(\.path).joined()
    for step in procedure.steps { if let place = places[step.step] { body += box(step, place) } }
    body += ways.map(\.label).joined()
    let rows = Double(layout.rows.count)
    let height = Self.top + rows * Self.box.height + (rows - 1) * Self.gap.down + 16
    return SVG.document(width: width, height: height, title: language(procedure.title, procedure.titleEnglish), body)
  }

  private func places(_ layout: ProcedureLayout, width: Double) -> [String: Place] {
    var places: [String: Place] = [:]
    for (row, codes) in layout.rows.enumerated() {
      let count = Double(codes.count)
      let left = (width - count * Self.box.width - (count - 1) * Self.gap.across) / 2
      for (column, code) in codes.enumerated() {
        places[code] = (
          left + Double(column) * (Self.box.width + Self.gap.across), Self.top + Double(row) * (Self.box.height + Self.gap.down)
        )
      }
    }
    return places
  }

  private func ways(_ layout: ProcedureLayout, _ places: [String: Place], width: Double) -> [Drawn] {
    var (lane, leftLane) = (0.0, 0.0)
    // How many returns and ways past rows have left a step so far.
    var (returns, leaving): ([String: Double], [String: Double]) = ([:], [:])
    return layout.arrows.compactMap { arrow in
      guard let from = places[arrow.from], let to = places[arrow.to] else { return nil }
      if arrow.isBack {
        lane += 1
        defer { returns[arrow.from, default: 0] += 1 }
        let right = width - Self.margin + 8 + lane.truncatingRemainder(dividingBy: Self.lanes) * 9
        return back(
          arrow, from, to, right: arrow.from == arrow.to ? from.x + Self.box.width + 16 : right,
          line: layout.isLast(arrow.from) ? returns[arrow.from, default: 0] : nil)
      }
      guard layout.rank(of: arrow.to) - layout.rank(of: arrow.from) > 1 else { return straight(arrow, from, to) }
      leftLane += 1
      defer { leaving[arrow.from, default: 0] += 1 }
      return detour(
        arrow, from, to, left: Self.margin - 8 - leftLane.truncatingRemainder(dividingBy: Self.lanes) * 9,
        line: leaving[arrow.from, default: 0])
    }
  }

  private func box(_ step: Step, _ place: Place) -> String {
    let isEnd = step.mode == .end
    let fill = done.contains(step.step) ? "#d9e8f3" : isEnd ? "#eef1f4" : "#ffffff"
    let stroke = waiting.contains(step.step) ? Palette.short : isEnd ? Palette.soft : Palette.served
    let who = step.actors.map { name($0.unit) }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let mode =
      switch step.mode {
      case .each: language("会签：", "each of ")
      case .any: language("或签：", "any of ")
      default: ""
      }
    let title = language(step.title, step.titleEnglish)
    let middle = place.x + Self.box.width / 2
    return "<g><title>\(Markup.escaped([title, mode + who.joined(separator: language("、", ", "))].joined(separator: "\n")))</title>"
      + "<rect x=\"\(place.x)\" y=\"\(place.y)\" width=\"\(Self.box.width)\" height=\"\(Self.box.height)\" rx=\"\(isEnd ? 22 : 4)\""
      + " fill=\"\(fill)\" stroke=\"\(stroke)\" stroke-width=\"\(waiting.contains(step.step) ? 3 : 1.3)\"/>"
      + SVG.text(middle, place.y + (isEnd ? 34 : 19), clipped(title, 32), size: 12, anchor: "middle")
      + SVG.text(middle, place.y + 36, isEnd ? "" : actors(who, mode), size: 10, anchor: "middle", fill: Palette.soft)
      + SVG.text(middle, place.y + 51, step.due.map { TermText.text($0, language) } ?? "", size: 10, anchor: "middle", fill: Palette.soft)
      + "</g>"
  }

  /// Names that fit in a box, and how many there are in all.
  private func actors(_ who: [String], _ mode: String) -> String {
    let all = mode + who.joined(separator: language("、", ", "))
    guard width(all) > Self.actorWidth, who.count > 1 else { return clipped(all, Self.actorWidth) }
    let rest = language(" 等 \(who.count) 家", " (\(who.count))")
    return clipped(mode + who[0], Self.actorWidth - width(rest)) + rest
  }
  private static let actorWidth = 38

  /// To a step in the next row.
  private func straight(_ arrow: ProcedureLayout.Arrow, _ from: Place, _ to: Place) -> Drawn {
    let (x1, y1, x2, y2) = (from.x + Self.box.width / 2, from.y + Self.box.height, to.x + Self.box.width / 2, to.y)
    let middle = (y1 + y2) / 2
    return (
      "<path d=\"M\(x1) \(y1)C\(x1) \(middle) \(x2) \(middle) \(x2) \(y2)\" fill=\"none\" stroke=\"\(Palette.soft)\" marker-end=\"url(#tip)\"/>",
      label(arrow.label, x2 + (x1 - x2) * 0.12 + 5, y2 - 17, most: 20)
    )
  }

  /// Past rows between, along the left margin; those that leave one step leave it one below the other, so that their labels do too.
  private func detour(_ arrow: ProcedureLayout.Arrow, _ from: Place, _ to: Place, left: Double, line: Double) -> Drawn {
    let (out, into) = (from.y + Self.box.height + 13 + min(line, 3) * 12, to.y - 10)
    let (x1, x2) = (from.x + 24 + line * 12, to.x + 24)
    return (
      "<path d=\"M\(x1) \(from.y + Self.box.height)V\(out)H\(left)V\(into)H\(x2)V\(to.y - 1)\" fill=\"none\" stroke=\"\(Palette.soft)\" marker-end=\"url(#tip)\"/>",
      label(arrow.label, Self.margin - 4, out - 3, most: 24, lines: 1)
    )
  }

  /// Upwards, along the right margin, each in a lane of its own and one below the other. `line` nil: others stand to the right, so that the way leaves
  /// over their heads.
  private func back(_ arrow: ProcedureLayout.Arrow, _ from: Place, _ to: Place, right: Double, line: Double?) -> Drawn {
    let edge = from.x + Self.box.width
    let y = from.y + (line.map { 14 + $0 * 22 } ?? -12)
    let start = line == nil ? "M\(edge - 14) \(from.y)V\(y)" : "M\(edge) \(y)"
    let into = to.y + (arrow.from == arrow.to ? Self.box.height - 8 : Self.box.height / 2 + 8)
    return (
      "<path d=\"\(start)H\(right)V\(into)H\(to.x + Self.box.width + 1)\" fill=\"none\" stroke=\"\(Palette.city)\" stroke-dasharray=\"4 3\" marker-end=\"url(#tip)\"/>",
      label(arrow.label, line == nil ? edge - 8 : edge + 4, y - 3, most: 17, lines: line == 0 ? 2 : 1, fill: Palette.city)
    )
  }

  /// Text on the way of an arrow, in lines that end at `y`; light around it, so that a line behind doesn't strike it through. Longer ones are cut, and whole in the tip.
  private func label(_ text: String, _ x: Double, _ y: Double, most: Int, lines: Int = 2, fill: String = Palette.soft) -> String {
    guard !text.isEmpty else { return "" }
    let parts = wrapped(text, most, lines)
    let rows = parts.enumerated().map { place, part in
      SVG.text(x, y - Double(parts.count - 1 - place) * 10.5, part, size: 9, fill: fill)
    }
    return "<g stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\"><title>\(Markup.escaped(text))</title>\(rows.joined())</g>"
  }

  private func name(_ unit: String) -> String {
    switch unit {
    case "@county": language("县市区指挥部", "county headquarters")
    case "@starter": language("发起单位", "who began it")
    case "@owner": language("项目单位", "project owner")
    case "@officer": language("服务专员", "service officer")
    case "@steward": language("项目管家", "steward")
    case _ where unit.hasPrefix("@data."): language("表单所写单位", "unit of the form")
    default: unitNames[unit] ?? unit
    }
  }

  /// A Chinese character is as wide as two Latin ones.
  private func width(_ text: String) -> Int { text.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } }

  private func clipped(_ text: String, _ most: Int) -> String {
    guard width(text) > most else { return text }
    var result = ""
    for character in text {
      if width(result) + width(String(character)) > most - 1 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// In at most so many lines; Latin words stay whole, the last line is cut.
  private func wrapped(_ text: String, _ most: Int, _ lines: Int) -> [String] {
    var (result, rest) = ([String](), text[...])
    while result.count < lines - 1, width(String(rest)) > most {
      var line = ""
      while let first = rest.first {
        let isLatin = first.isASCII && first != " "
        let word = isLatin ? rest.prefix { $0.isASCII && $0 != " " } : rest.prefix(1)
        if !line.isEmpty, width(line) + width(String(word)) > most { break }
        line += word
        rest = rest[word.endIndex...]
      }
      result.append(line)
      rest = rest.drop { $0 == " " }
    }
    return result + [clipped(String(rest), most)]
  }
}
