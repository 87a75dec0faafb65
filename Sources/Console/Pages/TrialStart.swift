import Allocation
import Diagnostics
import Operations

/// Changes with which the sliders begin, as the address tells them: pins (`must`, `never`), and ways in that were clicked (`lend`, `supply`, `less`).
struct TrialStart {
  struct Pin {
    var project: String
    var pin: String
    var name: String
  }
  private(set) var pins: [Pin] = []
  private var changes: [Change] = []
  private let language: Language

  private enum Change {
    case lend(Wish.Lend, told: String)
    case supply(Wish.Change, told: String)
    case demand(Wish.Demand, told: String)
  }
  private static let limit = 50

  /// Throws for what isn't written as the pages write it.
  init(_ visit: Visit, _ snapshot: Snapshot) throws {
    language = visit.language
    let names = Dictionary(snapshot.projects.map { ($0.code, $0.name) }) { first, _ in first }
    // Codes have no spaces, so that one choice of a form can name several.
    let out = visit.query.all("never") + visit.query.all("instead").flatMap { $0.split(separator: " ").map(String.init) }
    let words = Wording(snapshot: snapshot, language: visit.language)
    for text in visit.query.all("less") {
      guard let less = Self.parts(text, 3).map({ Wish.Demand(project: $0[0], factor: $0[1], quantity: $0[2]) }) else {
        throw Self.fault("less", visit)
      }
      let told = visit.language(
        "\(names[less.project] ?? less.project) \(words.factor(less.factor)) ≤ \(less.quantity)",
        "\(names[less.project] ?? less.project): \(words.factor(less.factor)) ≤ \(less.quantity)")
      changes.append(.demand(less, told: told))
    }
    for text in visit.query.all("lend") {
      guard let parts = Self.parts(text, 5), let vintage = Int(parts[3]) else { throw Self.fault("lend", visit) }
      let lend = Wish.Lend(factor: parts[0], from: parts[1], to: parts[2], vintage: vintage, quantity: parts[4])
      changes.append(
        .lend(lend, told: "\(words.region(lend.from)) → \(words.region(lend.to)) \(words.factor(lend.factor)) \(lend.quantity)"))
    }
    for text in visit.query.all("supply") {
      guard let parts = Self.parts(text, 3) else { throw Self.fault("supply", visit) }
      changes.append(
        .supply(
          .init(factor: parts[0], region: parts[1], change: parts[2]),
          told: "\(words.region(parts[1])) \(words.factor(parts[0])) \(parts[2])"))
    }
    guard changes.count <= Self.limit, out.count <= Self.limit else { throw Self.fault("lend", visit) }
    // Who would do with less isn't held to what it asks.
    let less = Set(changes.compactMap { if case .demand(let demand, _) = $0 { demand.project } else { nil } })
    let into = visit.query.all("must").filter { !less.contains($0) }
    pins =
      into.map { Pin(project: $0, pin: "must", name: names[$0] ?? "") } + out.map { Pin(project: $0, pin: "never", name: names[$0] ?? "") }
  }

  private struct Wording {
    let snapshot: Snapshot
    let language: Language
    func factor(_ code: String) -> String {
      snapshot.factors.first { $0.code == code }.map { language($0.name, $0.nameEnglish) } ?? code
    }
    func region(_ code: String) -> String {
      snapshot.regions.first { $0.code == code }.map { language($0.name, $0.nameEnglish) } ?? code
    }
  }

  /// `a:b:c`; codes have no colons.
  private static func parts(_ text: String, _ count: Int) -> [String]? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    return parts.count == count && parts.allSatisfy { !$0.isEmpty && $0.count <= 64 } ? parts : nil
  }
  private static func fault(_ field: String, _ visit: Visit) -> ConsoleError {
    .invalid([.init(field: field, fault: visit.language("地址中的这一项无法读取", "this part of the address can't be read"))])
  }

  /// For the script, which draws them.
  var html: HTML {
    let items = changes.html { change -> HTML in
      switch change {
      case .lend(let lend, let told): item("lends", JSONText.line(lend), told)
      case .supply(let supply, let told): item("supply", JSONText.line(supply), told)
      case .demand(let demand, let told): item("demands", JSONText.line(demand), told)
      }
    }
    return "<ul id=\"ways\" aria-label=\"\(language("带入的出路", "Ways in that were brought along"))\">\(items)</ul>"
  }
  private func item(_ list: String, _ change: String, _ told: String) -> HTML {
    "<li data-list=\"\(list)\" data-change=\"\(change)\" data-told=\"\(told)\"></li>"
  }
}
