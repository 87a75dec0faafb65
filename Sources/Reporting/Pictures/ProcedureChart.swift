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

  private static let box = (width: 190.0, height: 58.0)
  private static let gap = (across: 34.0, down: 54.0)
  private static let margin = 70.0

  public func svg() -> String {
    let layout = ProcedureLayout(procedure) { language($0, $1) }
    let widest = Double(layout.rows.map(\.count).max() ?? 1)
    let inner = widest * Self.box.width + (widest - 1) * Self.gap.across
    let width = inner + Self.margin * 2
    var places: [String: (x: Double, y: Double)] = [:]
    for (row, codes) in layout.rows.enumerated() {
      let count = Double(codes.count)
      let left = (width - count * Self.box.width - (count - 1) * Self.gap.across) / 2
      for (column, code) in codes.enumerated() {
        places[code] = (left + Double(column) * (Self.box.width + Self.gap.across), 44 + Double(row) * (Self.box.height + Self.gap.down))
      }
    }
    var body = "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
    body += "<path d=\"M0 0L8 4L0 8z\" fill=\"\(Palette.soft)\"/></marker></defs>"
    body += SVG.text(8, 22, "\(language(procedure.title, procedure.titleEnglish)) · \(procedure.version)", size: 15)
    var (lane, leftLane) = (0.0, 0.0)
    var leaving: [String: Double] = [:]
    for arrow in layout.arrows {
      guard let from = places[arrow.from], let to = places[arrow.to] else { continue }
      if arrow.isBack {
        lane += 1
        body += back(arrow, from, to, right: width - Self.margin + 8 + lane.truncatingRemainder(dividingBy: 6) * 9)
      } else if layout.rank(of: arrow.to) - layout.rank(of: arrow.from) > 1 {
        leftLane += 1
        body += detour(
          arrow, from, to, left: Self.margin - 8 - leftLane.truncatingRemainder(dividingBy: 6) * 9, line: leaving[arrow.from, default: 0])
        leaving[arrow.from, default: 0] += 1
      } else {
        body += straight(arrow, from, to)
      }
    }
    for step in procedure.steps { if let place = places[step.step] { body += box(step, place) } }
    let height = 60 + Double(layout.rows.count) * (Self.box.height + Self.gap.down)
    return SVG.document(width: width, height: height, title: language(procedure.title, procedure.titleEnglish), body)
  }

  private func box(_ step: Step, _ place: (x: Double, y: Double)) -> String {
    let isEnd = step.mode == .end
    let fill = done.contains(step.step) ? "#d9e8f3" : isEnd ? "#eef1f4" : "#ffffff"
    let stroke = waiting.contains(step.step) ? Palette.short : isEnd ? Palette.soft : Palette.served
    let who = step.actors.map { name($0.unit) }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let mode =
      switch step.mode {
      case .each: language("会签 ", "all ")
      case .any: language("或签 ", "any ")
      default: ""
      }
    let second = isEnd ? "" : mode + clipped(who.joined(separator: " "), 24)
    let third = step.due.map { term($0) } ?? ""
    return "<rect x=\"\(place.x)\" y=\"\(place.y)\" width=\"\(Self.box.width)\" height=\"\(Self.box.height)\" rx=\"\(isEnd ? 22 : 4)\""
      + " fill=\"\(fill)\" stroke=\"\(stroke)\" stroke-width=\"\(waiting.contains(step.step) ? 3 : 1.3)\"/>"
      + SVG.text(
        place.x + Self.box.width / 2, place.y + (isEnd ? 33 : 19), clipped(language(step.title, step.titleEnglish), 26), size: 12,
        anchor: "middle")
      + SVG.text(place.x + Self.box.width / 2, place.y + 35, second, size: 10, anchor: "middle", fill: Palette.soft)
      + SVG.text(place.x + Self.box.width / 2, place.y + 49, third, size: 10, anchor: "middle", fill: Palette.soft)
  }

  private typealias Place = (x: Double, y: Double)

  /// To a step in the next row.
  private func straight(_ arrow: ProcedureLayout.Arrow, _ from: Place, _ to: Place) -> String {
    let (x1, y1, x2, y2) = (from.x + Self.box.width / 2, from.y + Self.box.height, to.x + Self.box.width / 2, to.y)
    let middle = (y1 + y2) / 2
    let path = "M\(x1) \(y1)C\(x1) \(middle) \(x2) \(middle) \(x2) \(y2)"
    let label = SVG.text(x2 + (x1 - x2) * 0.12 + 5, y2 - 10, clipped(arrow.label, 18), size: 9, fill: Palette.soft)
    return "<path d=\"\(path)\" fill=\"none\" stroke=\"\(Palette.soft)\" marker-end=\"url(#tip)\"/>" + (arrow.label.isEmpty ? "" : label)
  }

  /// Past rows between, along the left margin; those that leave one step leave it one below the other, so that their labels do too.
  private func detour(_ arrow: ProcedureLayout.Arrow, _ from: Place, _ to: Place, left: Double, line: Double) -> String {
    let (out, into) = (from.y + Self.box.height + 12 + min(line, 3) * 12, to.y - 12)
    let (x1, x2) = (from.x + 24 + line * 12, to.x + 24)
    let path = "M\(x1) \(from.y + Self.box.height)V\(out)H\(left)V\(into)H\(x2)V\(to.y - 1)"
    let label = SVG.text(left + 4, out - 4, clipped(arrow.label, 18), size: 9, fill: Palette.soft)
    return "<path d=\"\(path)\" fill=\"none\" stroke=\"\(Palette.soft)\" marker-end=\"url(#tip)\"/>" + (arrow.label.isEmpty ? "" : label)
  }

  /// Upwards, along the right margin, each in a lane of its own.
  private func back(_ arrow: ProcedureLayout.Arrow, _ from: Place, _ to: Place, right: Double) -> String {
    let path =
      "M\(from.x + Self.box.width) \(from.y + Self.box.height / 2)H\(right)V\(to.y + Self.box.height / 2 + 8)H\(to.x + Self.box.width + 1)"
    let label = SVG.text(
      from.x + Self.box.width + 4, from.y + Self.box.height / 2 - 4, clipped(arrow.label, 14), size: 9, fill: Palette.city)
    return "<path d=\"\(path)\" fill=\"none\" stroke=\"\(Palette.city)\" stroke-dasharray=\"4 3\" marker-end=\"url(#tip)\"/>"
      + (arrow.label.isEmpty ? "" : label)
  }

  private func name(_ unit: String) -> String {
    switch unit {
    case "@county": language("县市区指挥部", "county")
    case "@starter": language("发起单位", "starter")
    case "@owner": language("项目单位", "owner")
    case "@officer": language("服务专员", "service officer")
    case "@steward": language("项目管家", "steward")
    case _ where unit.hasPrefix("@data."): language("表单所写单位", "unit of the form")
    default: unitNames[unit] ?? unit
    }
  }

  private func term(_ term: Term) -> String {
    guard let amount = term.amount else { return language("按表单日期", "by the form's date") }
    return switch term.unit {
    case .workingDays: language("\(amount) 个工作日", "\(amount) working days")
    case .months: language("\(amount) 个月", "\(amount) months")
    default: language("\(amount) 天", "\(amount) days")
    }
  }

  private func clipped(_ text: String, _ most: Int) -> String {
    // A Chinese character is as wide as two Latin ones.
    var width = 0
    var result = ""
    for character in text {
      width += character.isASCII ? 1 : 2
      if width > most { return result + "…" }
      result.append(character)
    }
    return result
  }
}
