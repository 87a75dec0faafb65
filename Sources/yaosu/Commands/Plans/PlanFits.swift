import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Reporting
import Store

struct PlanFits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fits",
    abstract: "A project arrives: in which county does it fit on what a run leaves, what is short elsewhere, and at what price.",
    discussion: """
      yaosu plan fits 3 --need land=35,energy=1200
      yaosu plan fits 3 --need land=35 --city-pool --tier 2 --score 400 --region 莘县     with the ways in
      """)
  @OptionGroup var options: ExploreOptions
  @Option(help: "What it needs: factor=amount, separated by commas; codes or names, amounts in the factor's unit.")
  var need: String
  @Option(help: "One county or zone, told in full; without it all, a line each.")
  var region: String?
  @Option(help: "Its tier: 1 is served first. Default: the last.")
  var tier: Int?
  @Option(help: "Its points.")
  var score: Int64 = 1
  @Flag(help: "It may use the city's pool: a key project with a gap.")
  var cityPool = false

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      let (stored, names) = try options.open()
      let newcomer = try newcomer(stored.snapshot, names, language)
      let (answers, snapshot) = Arrival.everywhere(newcomer, after: stored.plan, of: stored.snapshot)
      let only = try region.map { try names.region($0) }
      let shown = answers.filter { answer in only.map { snapshot.regions[answer.region].code == $0 } ?? true }
      if options.format == .json { return Terminal.out(JSONText.pretty(shown)) }
      show(shown, Words(snapshot: snapshot, language: language), language)
      if only != nil, let answer = shown.first { tell(answer, Words(snapshot: snapshot, language: language)) }
    }
  }

  private func newcomer(_ snapshot: Snapshot, _ names: LedgerNames, _ language: Language) throws -> Project {
    let place = tier ?? snapshot.tiers.count
    guard (1...snapshot.tiers.count).contains(place) else {
      throw CommandError.usage(language("--tier 应在 1 和 \(snapshot.tiers.count) 之间。", "--tier wants 1 to \(snapshot.tiers.count)."))
    }
    guard score >= 1 else { throw CommandError.usage(language("--score 至少为 1。", "--score wants at least 1.")) }
    return Project(
      code: "", name: language("新项目", "the new project"), region: 0, home: 0, industry: "", tier: place - 1, score: score,
      investment: .zero,
      demands: try demands(snapshot, names, language),
      mayUseCityPool: [Bool](repeating: cityPool, count: snapshot.factors.count))
  }

  private func demands(_ snapshot: Snapshot, _ names: LedgerNames, _ language: Language) throws -> [Demand] {
    var amounts: [Int: Quantity] = [:]
    for item in need.split(separator: ",") {
      let parts = item.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2 else {
        throw CommandError.usage(language("“\(item)”应写作 要素=数量，如 land=35。", "“\(item)” wants factor=amount, as land=35."))
      }
      let code = try names.factor(parts[0])
      let amount = try names.quantity(parts[1])
      guard let factor = snapshot.factors.firstIndex(where: { $0.code == code }), amount > .zero, amounts[factor] == nil else {
        throw CommandError.usage(
          language("“\(item)”：每种要素只写一次，数量大于 0。", "“\(item)”: each factor once, with an amount above 0."))
      }
      amounts[factor] = amount
    }
    guard !amounts.isEmpty else { throw CommandError.usage(language("--need 没有需求。", "--need names no demand.")) }
    return amounts.sorted { $0.key < $1.key }.map {
      Demand(factor: $0.key, asked: $0.value, ratio: .one, needed: $0.value, standing: .reported)
    }
  }

  private func show(_ answers: [Arrival], _ words: Words, _ language: Language) {
    let titles = [
      language("县市区", "region"), language("放得下", "fits"), language("按影子价格值（分）", "worth at the prices"), language("缺口", "short"),
    ]
    let rows = answers.map { answer in
      [
        words.region(answer.region), answer.fits ? language("是", "yes") : language("否", "no"), answer.pointsNeeded.map(String.init) ?? "–",
        answer.shortages.map { words.shortage($0) }.joined(separator: language("；", "; ")),
      ]
    }
    if options.format == .csv {
      for row in [titles] + rows { Terminal.out(row.map(CSVText.cell).joined(separator: ",")) }
    } else {
      Terminal.out(TextTable(titles: titles, alignments: [.left, .left, .right, .left], rows: rows).text)
    }
  }

  private func tell(_ answer: Arrival, _ words: Words) {
    for (place, way) in words.ways(answer.ways).enumerated() { Terminal.out("\(place + 1). \(way)") }
  }
}
