import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Reporting
import ScenarioFiles
import Store

/// Two to four plans side by side: what each asked, what it serves, county by county, what its pools have left, and who comes in and falls out.
extension RunPages {
  private static let compareLimit = 4

  func compare(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let numbers = visit.query.all("run").compactMap { Int32($0) }.map(Int.init)
    guard numbers.count >= 2, numbers.count <= Self.compareLimit else {
      throw ConsoleError.invalid([.init(field: "run", fault: language("选 2 至 4 个方案。", "Choose two to four plans."))])
    }
    let (visitor, all) = try await visit.report { desk in (desk.visitor, try numbers.map { try desk.runs.read($0) }) }
    let first = all[0]
    let parts = all.dropFirst().html { changes(from: first, to: $0, language) }
    let body: HTML = """
      <div class="title"><h1>\(language("方案对比", "Plans side by side"))</h1></div>\(figures(all, language))
      <section><h2>\(language("各县市区的保障", "What counties are served"))</h2>\(try maps(all, visit))</section>
      <section><h2>\(language("设定不同之处", "What they asked differently"))</h2>\(settings(all, language))</section>
      <div class="columns2"><section><h2>\(language("各县区保障项目", "Served by county"))</h2>\(counties(all, language))</section>
      <section><h2>\(language("要素池剩余不同之处", "Pools that have something else left"))</h2>\(pools(all, language))</section></div><div class="columns2">\(parts)</div>
      """
    return .page(Page(title: language("方案对比", "Compare"), visitor: visitor, body: body, place: "/runs"), visit)
  }

  /// One small map a plan, all of one measure and one scale.
  private func maps(_ all: [RunStore.Stored], _ visit: Visit) throws -> HTML {
    let language = visit.language
    let wanted = visit.query["measure"] ?? Aim.Measure.projects.rawValue
    guard let measure = Aim.Measure(rawValue: wanted) else {
      let known = Aim.Measure.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConsoleError.invalid([.init(field: "measure", fault: language("应为 \(known)", "expected \(known)"))])
    }
    let options = Aim.Measure.allCases.map { ($0.rawValue, language.name(of: $0)) }
    let figures = all.html { stored in
      let svg = PlanReport(stored, shapes: house.shapes, language: language).map(of: measure)
      let title = "\(language("方案", "plan")) \(stored.run) · \(language.title(of: stored.scenario))"
      return "<figure class=\"map\"><figcaption><a href=\"/runs/\(stored.run)\">\(title)</a></figcaption>\(HTML(trusted: svg))</figure>"
    }
    return """
      <form class="filters" method="get" action="/runs/compare">\(all.html { "<input type=\"hidden\" name=\"run\" value=\"\($0.run)\">" })
      \(Select(name: "measure", label: language("按什么着色", "Coloured by"), options: options, chosen: measure.rawValue).html)<button class="plain">\(language("着色", "Colour"))</button></form>
      <div class="maps">\(figures)</div>
      """
  }

  private func heads(_ all: [RunStore.Stored], _ language: Language, number: Bool) -> [Table.Column] {
    all.map { .init("\(language("方案", "plan")) \($0.run)", number: number) }
  }

  private func figures(_ all: [RunStore.Stored], _ language: Language) -> HTML {
    let rows: [(String, (RunStore.Stored) -> String)] = [
      (language("情景", "scenario"), { language.title(of: $0.scenario) }), (language("保障项目", "served"), { "\($0.plan.awards.count)" }),
      (language("暂不能保障", "left out"), { "\($0.plan.unmet.count)" }),
      (
        language("投资（亿元）", "investment, 10⁸ yuan"),
        { stored in
          let sum = stored.plan.awards.reduce(Quantity.zero) { $0 + stored.snapshot.projects[$1.project].investment }
          return Words.trimmed(String(format: "%.1f", Double(sum.tenThousandths) / 1e8))
        }
      ), (language("最大差距", "largest gap"), { String(format: "%.4f%%", ($0.plan.tiers.map(\.gap).max() ?? 0) * 100) }),
    ]
    return Table(
      columns: [.init(language("数字", "figure"))] + heads(all, language, number: true),
      rows: rows.map { row in ["\(row.0)"] + all.map { "\(row.1($0))" } },
      empty: ""
    ).html
  }

  /// Lines of the scenarios that aren't in all of them, as scenario files have them.
  private func settings(_ all: [RunStore.Stored], _ language: Language) -> HTML {
    let lines = all.map { Self.lines($0.scenario) }
    var order: [String] = []
    for line in lines.joined() where !order.contains(line) && !lines.allSatisfy({ $0.contains(line) }) { order.append(line) }
    let mark: (Bool) -> HTML = { $0 ? "●" : "" }
    return Table(
      columns: [.init(language("设定", "setting"))] + heads(all, language, number: false),
      rows: order.prefix(Self.settingLimit).map { line in ["<code>\(line)</code>"] + lines.map { mark($0.contains(line)) } },
      empty: language("设定相同；账册或项目库不同。", "They asked the same, on other books or another library.")
    ).html
  }
  private static let settingLimit = 60

  /// Each with the block that it stands in.
  private static func lines(_ scenario: Scenario) -> [String] {
    var block = ""
    return ScenarioWriter.yaml(scenario).split(separator: "\n").map(String.init).compactMap { line in
      guard line.hasPrefix("  ") else {
        block = line
        return line.hasSuffix(":") || ["title", "question"].contains(where: line.hasPrefix) ? nil : line
      }
      return block + " " + line.drop { $0 == " " }.prefix(200)
    }
  }

  private func counties(_ all: [RunStore.Stored], _ language: Language) -> HTML {
    struct Count {
      var served = 0
      var asked = 0
    }
    let counts = all.map { stored in
      var counts: [String: Count] = [:]
      func code(_ project: Int) -> String { stored.snapshot.regions[stored.snapshot.projects[project].region].code }
      for award in stored.plan.awards {
        counts[code(award.project), default: Count()].served += 1
        counts[code(award.project), default: Count()].asked += 1
      }
      for unmet in stored.plan.unmet { counts[code(unmet.project), default: Count()].asked += 1 }
      return counts
    }
    let regions = all[0].snapshot.regions.filter { region in counts.contains { $0[region.code] != nil } }
    return Table(
      columns: [.init(language("县市区", "county"))] + heads(all, language, number: true),
      rows: regions.map { region in
        ["\(language(region.name, region.nameEnglish))"]
          + counts.map { counts in counts[region.code].map { "\($0.served)/\($0.asked)" } ?? "" }
      }, empty: ""
    ).html
  }

  /// Of the first year of each; pools that all leave the same are left out.
  private func pools(_ all: [RunStore.Stored], _ language: Language) -> HTML {
    struct Key: Hashable {
      var region: String
      var factor: String
    }
    let left = all.map { stored in
      Dictionary(
        stored.plan.pools.filter { $0.vintage == stored.snapshot.vintage }.map {
          (Key(region: stored.snapshot.regions[$0.region].code, factor: stored.snapshot.factors[$0.factor].code), $0.after)
        }
      ) { $1 }
    }
    let snapshot = all[0].snapshot
    let rows = snapshot.factors.flatMap { factor in
      snapshot.regions.compactMap { region -> [HTML]? in
        let found = left.map { $0[Key(region: region.code, factor: factor.code)] }
        guard found.contains(where: { $0 != found[0] }) else { return nil }
        return ["\(language(region.name, region.nameEnglish))", "\(language(factor.name, factor.nameEnglish))"]
          + found.map { "\($0.map { Words.trimmed($0.decimal) } ?? "")" } + ["\(language(factor.unit, factor.unitEnglish))"]
      }
    }
    return Table(
      columns: [.init(language("要素池", "pool")), .init(language("要素", "factor"))] + heads(all, language, number: true)
        + [.init(language("单位", "unit"))],
      rows: rows, empty: language("没有不同。", "None.")
    ).html(first: Self.poolsShown, language)
  }
  private static let poolsShown = 20

  private func changes(from first: RunStore.Stored, to other: RunStore.Stored, _ language: Language) -> HTML {
    let comparison = Comparison(from: (first.snapshot, first.plan), to: (other.snapshot, other.plan))
    let names = Dictionary((first.snapshot.projects + other.snapshot.projects).map { ($0.code, $0.name) }) { $1 }
    func items(_ title: String, _ codes: [String]) -> HTML {
      codes.isEmpty
        ? .empty
        : "<h3>\(title) <small>\(codes.count)</small></h3><ul class=\"names\">\(codes.prefix(100).html { "<li><a href=\"/library/\($0.queryEncoded)\">\(names[$0] ?? $0)</a></li>" })</ul>"
    }
    return """
      <section><h2>\(language("方案", "plan")) \(first.run) → \(other.run)</h2>\(items(language("新增保障", "Gained"), comparison.gained))
      \(items(language("失去保障", "Lost"), comparison.lost))\(items(language("改变年份", "Another year"), comparison.moved))</section>
      """
  }
}
