import Allocation
import Diagnostics
import Foundation
import Testing

@testable import ScenarioFiles

let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The names of Liaocheng that scenarios use.
let liaocheng = Vocabulary(
  regions: [
    ("371500", "聊城市", Region.Kind.city), ("371502", "东昌府区", .county), ("371503", "茌平区", .county), ("371521", "阳谷县", .county),
    ("371522", "莘县", .county), ("371524", "东阿县", .county), ("371525", "冠县", .county), ("371526", "高唐县", .county),
    ("371581", "临清市", .county), ("KFQ", "聊城经济技术开发区", .zone), ("GXQ", "聊城高新技术产业开发区", .zone), ("DJQ", "聊城江北水城旅游度假区", .zone),
  ].map { Region(code: $0.0, name: $0.1, nameEnglish: "", kind: $0.2) },
  aliases: ["371523": "371503"],
  factors: [
    ("land", Factor.Category.land, "新增建设用地指标", "亩"), ("balance_quantity", .balance, "占补平衡数量", "亩"),
    ("balance_capacity", .balance, "占补平衡产能", "公斤"), ("energy", .energy, "能耗", "吨标准煤"), ("coal", .coal, "煤耗", "吨"),
    ("cod", .pollutant, "化学需氧量", "吨"), ("nh3n", .pollutant, "氨氮", "吨"), ("so2", .pollutant, "二氧化硫", "吨"),
    ("nox", .pollutant, "氮氧化物", "吨"), ("vocs", .pollutant, "挥发性有机物", "吨"), ("pm", .pollutant, "颗粒物", "吨"),
  ].map { Factor(code: $0.0, category: $0.1, name: $0.2, nameEnglish: "", unit: $0.3, unitEnglish: "") },
  parameters: [
    "coordination_share": .ratio, "replacement_ratio": .ratio, "city_pool_classes": .json, "zone_served_by_county": .boolean,
    "pollutant_floor": .quantity, "loan_max_days": .integer, "unused_city_share": .text, "class.attracted_min_investment": .quantity,
  ])

/// A file's content read alone: the file if any, and one short line a mistake: `3:5 S002 horizn → horizon ?`.
func read(_ text: String) -> (file: ScenarioFile?, mistakes: [String]) { read(Data(text.utf8)) }
func read(_ data: Data) -> (file: ScenarioFile?, mistakes: [String]) {
  var diagnostics: [Diagnostic] = []
  let file = ScenarioFile.read(data, name: "x", file: "x.yaml", vocabulary: liaocheng, diagnostics: &diagnostics)
  return (file, diagnostics.map(short))
}
func short(_ diagnostic: Diagnostic) -> String {
  let place = [diagnostic.place.row, diagnostic.place.column].compactMap { $0.map(String.init) }.joined(separator: ":")
  return [place, diagnostic.code.rawValue, diagnostic.found, diagnostic.suggestion ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
}

@Suite("A scenario is read from YAML")
struct ReadingTests {
  @Test func everyKeyIsRead() throws {
    let (file, mistakes) = read(
      """
      title: 全部
      title_en: All of it
      question: 问题
      base_date: 2026-07-01
      vintage: 2026
      horizon: 2
      policy:
        coordination_share: {land: 40%, all: 3/10}
        city_pool_classes: [1, 2]
        zone_served_by_county: 是
        pollutant_floor: {氨氮: 10 公斤}
        loan_max_days: 180
      supply:
        - {factor: 新增建设用地指标, region: 临清市, vintage: 2026, plus: -2 公顷}
        - {times: 0.9, factor: coal}
      projects: {classes: [1], regions: [371523], industries: [轴承], libraries: [promotion], minimum_investment: 5 亿元}
      pins: {LC-G-0001: must, LC-G-0002: never}
      standing: release
      reclaim_stalled: true
      exchange: {loans: [land], transfers: [cod], limit: ３０％}
      floors: {every: 3, 莘县: 8}
      aims: [{aim: fairness, give: 1%, measure: projects}, {aim: city_pool}]
      limits: {seconds: 5, gap: 1%, threads: 2}
      assertions:
        - {what: projects, region: 莘县, at_least: 8}
        - {what: left, factor: land, at_most: 1 公顷}
        - {what: awarded, project: LC-G-0001}
        - {what: investment, at_least: 1.5 亿元}
      """)
    #expect(mistakes == [])
    var expected = Scenario(name: "x", title: "全部", titleEnglish: "All of it", question: "问题")
    expected.baseDate = CivilDate("2026-07-01")
    (expected.vintage, expected.horizon, expected.standing, expected.reclaimsStalled) = (2026, 2, .release, true)
    expected.policy = [
      .init(key: "coordination_share", value: "3/10"), .init(key: "city_pool_classes", value: "[1,2]"),
      .init(key: "zone_served_by_county", value: "true"), .init(key: "loan_max_days", value: "180"),
      .init(key: "coordination_share", factor: "land", value: "2/5"), .init(key: "pollutant_floor", factor: "nh3n", value: "0.01"),
    ]
    expected.supply = [
      .init(factor: "land", region: "371581", vintage: 2026, change: .plus(Quantity(units: -30))),
      .init(factor: "coal", change: .times(Ratio(9, 10))),
    ]
    (expected.filter.classes, expected.filter.regions, expected.filter.industries) = ([1], ["371503"], ["轴承"])
    (expected.filter.libraries, expected.filter.minimumInvestment) = (["promotion"], Quantity(units: 50_000))
    expected.pins = [.init(project: "LC-G-0001", pin: .must), .init(project: "LC-G-0002", pin: .never)]
    (expected.exchange.loans, expected.exchange.transfers, expected.exchange.limit) = (["land"], ["cod"], Ratio(3, 10))
    expected.floors = [.init(projects: 3), .init(region: "371522", projects: 8)]
    expected.aims = [.init(kind: .fairness, give: Ratio(1, 100), measure: .projects), .init(kind: .cityPool)]
    (expected.limits.seconds, expected.limits.gap, expected.limits.threads) = (5, 0.01, 2)
    expected.assertions = [
      .init(subject: .projects(region: "371522"), atLeast: Quantity(units: 8)),
      .init(subject: .left(factor: "land", region: nil), atMost: Quantity(units: 15)),
      .init(subject: .awarded(project: "LC-G-0001"), atLeast: Quantity(units: 1)),
      .init(subject: .investment(region: nil), atLeast: Quantity(units: 15_000)),
    ]
    var made = Scenario(name: "x")
    try #require(file).overrides.apply(to: &made)
    #expect(made == expected)
  }

  @Test(arguments: ["40%", "2/5", "0.4", "0.40", "４０％", "４０%"]) func ratiosInEveryForm(_ text: String) {
    #expect(read("title: x\nexchange: {limit: \(text)}").file?.overrides.exchangeLimit == Ratio(2, 5))
  }

  @Test(arguments: [
    ("35 亩", "land", "35"), ("2.5公顷", "land", "37.5"), ("35", "land", "35"), ("-0.5 万吨", "coal", "-5000"), ("800 kg", "cod", "0.8"),
    ("2 吨", "balance_capacity", "2000"), ("1.2万吨标准煤", "energy", "12000"), ("+3", "land", "3"),
  ])
  func quantitiesWithUnits(_ text: String, _ factor: String, _ decimal: String) {
    let change = read("title: x\nsupply: [{factor: \(factor), plus: \(text)}]").file?.overrides.supply.first?.change
    #expect(change == .plus(Quantity(decimal: decimal)!))
  }

  @Test func aByteOrderMarkAndCarriageReturnsDoNoHarm() {
    #expect(read(Data([0xEF, 0xBB, 0xBF]) + Data("title: x\r\nvintage: 2027\r\n".utf8)).file?.overrides.vintage == 2027)
  }
}

@Suite("Mistakes are told all at once, by line, with what was meant")
struct MistakeTests {
  static let cases: [(yaml: String, mistakes: [String])] = [
    ("title: x\nhorizn: 2", ["2:1 S002 horizn → horizon ?"]),
    ("title: x\nhoriozn: 2", ["2:1 S002 horiozn → horizon ?"]),
    ("title: x\nzzzzzz: 2", ["2:1 S002 zzzzzz"]),
    ("horizon: 2", ["1:1 S006"]),
    ("title: x\nhorizon: four", ["2:10 S003 four"]),
    ("title: x\nhorizon: 4", ["2:10 S004 4"]),
    ("title: x\nhorizon: [1]", ["2:10 S003 […]"]),
    ("title: x\nbase_date: 2026-02-30", ["2:12 S003 2026-02-30"]),
    ("title: x\nstanding: keeep", ["2:11 S003 keeep → keep ?"]),
    ("title: x\nreclaim_stalled: maybe", ["2:18 S003 maybe"]),
    ("title: x\npolicy: {coordinaton_share: 40%}", ["2:10 S005 coordinaton_share → coordination_share ?"]),
    ("title: x\npolicy: {coordination_share: {lnad: 40%}}", ["2:31 S005 lnad → land ?"]),
    ("title: x\npolicy: {coordination_share: a lot}", ["2:30 S003 a lot"]),
    ("title: x\npolicy: {coordination_share: [1, 2]}", ["2:30 S003 […]"]),
    ("title: x\npolicy: {coordination_share: {land: 1, 新增建设用地指标: 2}}", ["2:40 S008 新增建设用地指标"]),
    ("title: x\nfloors: {莘: 3}", ["2:10 S005 莘 → 莘县 ?"]),
    ("title: x\nfloors: {莘县: 3, 371522: 4}", ["2:17 S008 371522"]),
    ("title: x\nfloors: {evry: 3}", ["2:10 S005 evry → every ?"]),
    ("title: x\nfloors: {莘县: 0}", ["2:14 S004 0"]),
    ("title: x\nholding_limits: [{factor: land, share: 1/2}]", ["2:18 S006"]),
    (
      "title: x\nholding_limits: [{factor: land, each: owner, region: 莘县, at_most: 3}]",
      ["2:18 S007 region, each"]
    ),
    ("title: x\nholding_limits: [{factor: land, each: owner}]", ["2:18 S006"]),
    ("title: x\nvariants: [{project: P, name: n}]", ["2:12 S006"]),
    ("title: x\nvariants: [{project: P, name: n, demands: {land: 5 吨}}]", ["2:50 S014 5 吨"]),
    ("title: x\nvariants: [{project: P, name: n, score: 1}, {project: P, name: n, score: 2}]", ["2:11 S008 P n"]),
    ("title: x\ncity_share_limit: {every: 120%}", ["2:27 S004 120%"]),
    ("title: x\ncity_share_limit: {lend: 50%}", ["2:20 S005 lend → land ?"]),
    ("title: x\nprojects: {regions: [莘县, 火星]}", ["2:26 S005 火星"]),
    ("title: x\nprojects: {classes: [1, 8]}", ["2:25 S004 8"]),
    ("title: x\nprojects: {minimum_investment: 5 亩}", ["2:32 S014 5 亩"]),
    ("title: x\nsupply: [{factor: land}]", ["2:10 S006"]),
    ("title: x\nsupply: [{factor: land, times: 1, plus: 2}]", ["2:10 S007 times, plus"]),
    ("title: x\nsupply: [{factor: land, plus: 2 吨}]", ["2:31 S014 2 吨"]),
    ("title: x\nsupply: [{factor: land, plus: 2.00001}]", ["2:31 S003 2.00001"]),
    ("title: x\nsupply: [{factor: land, times: 999999%}]", ["2:32 S004 999999%"]),
    ("title: x\nsupply: [{times: 1}]", ["2:10 S006"]),
    ("title: x\nexchange: {limit: 120%}", ["2:19 S004 120%"]),
    ("title: x\npins: {A: maybe}", ["2:11 S003 maybe"]),
    ("title: x\ngroups: [{name: a, kind: both, projects: [A, B]}]", ["2:26 S003 both"]),
    ("title: x\ngroups: [{name: a, kind: together, projects: [A]}]", ["2:46 S007 A"]),
    ("title: x\ngroups: [{name: a, kind: one_of, projects: [A, A]}]", ["2:44 S007 A, A"]),
    ("title: x\naims: [{aim: fair}]", ["2:14 S003 fair"]),
    ("title: x\naims: [{aim: change, give: 120%}]", ["2:28 S004 120%"]),
    ("title: x\naims: [{aim: change}, {aim: change}]", ["2:7 S007 change, change"]),
    ("title: x\nlimits: {seconds: 0}", ["2:19 S004 0"]),
    ("title: x\nassertions: [{what: left, at_least: 1}]", ["2:14 S006"]),
    ("title: x\nassertions: [{what: projects}]", ["2:14 S006"]),
    ("title: x\nassertions: [{what: projects, at_least: 5, at_most: 4}]", ["2:14 S007 at_least 5, at_most 4"]),
    ("title: x\ntitle: y", ["1:1 S008 title"]),
    ("title: [", ["2:1 S001 did not find expected node content"]),
    ("title: 'x", ["1:10 S001 found unexpected end of stream"]),
    ("title: x\n---\ntitle: y", ["2:1 S001 but found another document"]),
    ("- a", ["1:1 S003 […]"]),
    ("", ["1 S006"]),
    ("title: x\npolicy:\n\tcoordination_share: 40%\n\thorizon: 2", ["3:1 S009", "4:1 S009"]),
    ("title: &t x\nquestion: *t", ["1:8 S011", "2:11 S011"]),
    ("title: x\nlist: [{name: a}, {name: a}]", ["2:19 S008 a"]),
    ("title: x\nlist: [{horizn: 1}]", ["2:8 S006", "2:9 S002 horizn → horizon ?"]),
  ]

  @Test(arguments: cases.indices) func isTold(_ index: Int) {
    let (yaml, mistakes) = Self.cases[index]
    #expect(read(yaml).mistakes == mistakes, "\(yaml)")
  }

  @Test func allAtOnceInTheOrderOfTheFile() {
    let (file, mistakes) = read("titel: x\nhorizon: 9\nfloors:\n  火星: 1\nsupply:\n  - {factor: land}\nvintage: 2027\n")
    #expect(mistakes == ["1:1 S002 titel → title ?", "1:1 S006", "2:10 S004 9", "4:3 S005 火星", "6:5 S006"])
    #expect(file?.overrides.vintage == 2027, "what could be read is there")
  }

  @Test func sentencesNameFilePlaceAndRemedy() {
    var diagnostics: [Diagnostic] = []
    _ = ScenarioFile.read(Data("title: x\nhorizn: 2".utf8), name: "x", file: "x.yaml", vocabulary: liaocheng, diagnostics: &diagnostics)
    #expect(diagnostics[0].text(.chinese) == "x.yaml:2:1 [S002] 未知的键；读到“horizn”；→ horizon ?")
    #expect(diagnostics[0].text(.english) == "x.yaml:2:1 [S002] unknown key; found “horizn”; → horizon ?")
  }

  @Test func wordsThatLookLikeAnchorsInTextAreLeftAlone() {
    #expect(read("title: a & b * c\nquestion: |\n  *bold* &c\n  - [[[[\ntitle_en: \"&x *y\" # &z").mistakes == [])
  }
}

@Suite("Hostile files end at the door")
struct HostileTests {
  @Test func notUTF8() {
    #expect(read(Data("title: x\nquestion: ".utf8) + Data([0xC4, 0xE3])).mistakes == ["2 F004"])
  }

  @Test func tooLarge() {
    #expect(read(Data(repeating: 0x20, count: (1 << 20) + 1)).mistakes == ["F002 1048577 B"])
  }

  @Test(arguments: [33, 1_000, 100_000]) func deepNests(_ depth: Int) {
    #expect(read("title: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).mistakes == ["1:1 S010"])
    #expect(read("title: x\npolicy: " + String(repeating: "{a: ", count: depth)).mistakes == ["2:1 S010"])
    #expect(read(String(repeating: "- ", count: depth) + "x").mistakes == ["1:1 S010"])
    let stairs = (0..<min(depth, 1_000)).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    #expect(read(stairs).mistakes.first?.hasSuffix("S010") == true)
  }

  @Test func aBombOfAliases() {
    let bomb = "a: &a [x,x]\n" + (1...30).map { "b\($0): &b\($0) [*a,*a,*a]" }.joined(separator: "\n")
    #expect(read(bomb).mistakes.allSatisfy { $0.contains("S011") } && read(bomb).mistakes.count > 30)
  }

  @Test func thousandsOfMistakesAreCut() {
    let yaml = "title: x\nfloors:\n" + (0..<900).map { "  r\($0): 1\n" }.joined()
    #expect(read(yaml).mistakes.count == TextChecks.mostMistakes)
  }

  @Test func listsBeyondTheirLimit() {
    #expect(read("title: x\nprojects: {classes: [1,1,1,1,1,1,1,1]}").mistakes == ["2:21 S013 8"])
  }

  @Test(arguments: [
    "\u{0}", "title: \u{0}", "? x", "!!binary x", "title: !foo x", "%YAML 9.9\n---\ntitle: x", "title: x\n<<: {a: 1}", "{", "]",
    "title: \"\\uD800\"",
    "title: x\nsupply: [{factor: land, plus: 9999999999999999999999 万亩}]", "title: x\nsupply: [{factor: land, plus: 99999999999 万亩}]",
    "title: x\nsupply: [{factor: land, times: -9223372036854775808/9223372036854775807}]", "title: x\n? {a: b}\n: c",
    "title: x\n? [a]\n: c",
    "title: x\nlimits: {seconds: nan, gap: 1e400}", "title: x\nvintage: 99999999999999999999",
  ])
  func oddBytesAreToldAndNeverCrash(_ text: String) {
    let result = read(text)
    #expect(!result.mistakes.isEmpty || result.file?.overrides.title != nil)
  }

  @Test func randomBytesNeverCrash() {
    var state: UInt64 = 42
    let pieces = [
      "title", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", "\"", "'", "#", "|", ">", "%", "@", "，", "莘县", "1", "&", "*", "\t", ",",
    ]
    for _ in 0..<3_000 {
      var text = "title: x\n"
      for _ in 0..<30 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int((state >> 33) % UInt64(pieces.count))]
      }
      let result = read(text)
      #expect(result.file != nil || !result.mistakes.isEmpty, "\(text)")
    }
  }
}
