import Allocation
import Diagnostics
import Reporting
import Store

/// What would bring a project in, cheapest first; what can be tried is chosen here and brought to the sliders.
struct WaysPart {
  let stored: RunStore.Stored
  let unmet: Unmet
  let language: Language
  private var snapshot: Snapshot { stored.snapshot }
  private var project: Project { snapshot.projects[unmet.project] }

  var html: HTML {
    let words = Reporting.Words(snapshot: snapshot, language: language)
    // Of many who could give the same, the first are enough to choose from.
    var told: [String: Int] = [:]
    let choices = unmet.ways.enumerated().compactMap { place, way -> HTML? in
      guard let choice = choice(way) else { return nil }
      told["\(way.kind) \(way.factor ?? -1)", default: 0] += 1
      guard told["\(way.kind) \(way.factor ?? -1)", default: 0] <= Self.giverLimit else { return nil }
      return """
        <li><label class="check"><input type="checkbox" name="\(choice.name)" value="\(choice.value)"> \(words.way(way))</label></li>
        """
    }
    let others = words.ways(unmet.ways.filter { choice($0) == nil }).html { "<li>\($0)</li>" }
    let form: HTML =
      choices.isEmpty
      ? .empty
      : """
      <form method="get" action="/runs/\(stored.run)/try" class="ways"><input type="hidden" name="must" value="\(project.code)"><ul>\(choices)</ul>
      <button class="button">\(language("带入推演", "Try what is chosen"))</button></form>
      """
    return
      "<section><h2>\(language("出路，代价小的在前", "Ways in, cheapest first"))</h2>\(form)\(others.text.isEmpty ? .empty : "<ul>\(others)</ul>")</section>"
  }

  private static let giverLimit = 5

  /// As the sliders read it; nil for what they can't change.
  private func choice(_ way: Unmet.Way) -> (name: String, value: String)? {
    func code(_ factor: Int?) -> String? { factor.map { snapshot.factors[$0].code } }
    func region(_ region: Int?) -> String? { region.map { snapshot.regions[$0].code } }
    switch way.kind {
    case .loan, .paidTransfer:
      guard let factor = code(way.factor), let from = region(way.region), let quantity = way.quantity else { return nil }
      let home = snapshot.regions[project.home].code
      return ("lend", "\(factor):\(from):\(home):\(way.vintage ?? snapshot.vintage):\(quantity.decimal)")
    case .reclaim:
      // What comes back lies in the pool of the county that the stalled project stands in.
      guard let factor = code(way.factor), let other = way.others.first, let quantity = way.quantity else { return nil }
      return ("supply", "\(factor):\(snapshot.regions[snapshot.projects[other].home].code):+\(quantity.decimal)")
    case .displacement: return ("instead", way.others.map { snapshot.projects[$0].code }.joined(separator: " "))
    case .smallerDemand:
      guard let factor = code(way.factor), let quantity = way.quantity else { return nil }
      return ("less", "\(project.code):\(factor):\(quantity.decimal)")
    case .nextVintage, .cityPool: return nil
    }
  }
}
