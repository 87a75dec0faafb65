import Allocation
import Diagnostics
import Foundation
import Testing

@testable import ScenarioFiles

/// A folder with these files, gone after `body`.
func withFolder<T>(_ files: [String: String], _ body: (ScenarioFolder) throws -> T) throws -> T {
  let path = NSTemporaryDirectory() + "yaosu-scenarios-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  for (name, text) in files { try text.write(toFile: "\(path)/\(name).yaml", atomically: true, encoding: .utf8) }
  return try body(ScenarioFolder(path: path, vocabulary: liaocheng))
}

@Suite("Scenarios compose")
struct CompositionTests {
  @Test func whatComesLaterWins() throws {
    let scenario = try withFolder([
      "base": "title: 基\nhorizon: 2\npolicy: {coordination_share: {land: 30%, cod: 30%}}\nfloors: {莘县: 1}\nprojects: {classes: [1, 2]}",
      "more": "title: 多\nextends: [base]\npolicy: {coordination_share: {land: 40%}}\nfloors: {莘县: 2}\nprojects: {classes: [3]}",
    ]) { try $0.scenario("more") }
    #expect(scenario.name == "more" && scenario.title == "多" && scenario.horizon == 2)
    #expect(Set(scenario.policy.map { "\($0.factor!) \($0.value)" }) == ["land 2/5", "cod 3/10"])
    #expect(scenario.floors == [.init(region: "371522", projects: 2)] && scenario.filter.classes == [3])
  }

  @Test func aValueForAllEndsWhatWasSaidForOne() throws {
    let scenario = try withFolder([
      "a": "title: 甲\npolicy: {coordination_share: {land: 30%}}", "b": "title: 乙\npolicy: {coordination_share: 0}",
    ]) { try $0.scenario("a+b") }
    #expect(scenario.policy == [.init(key: "coordination_share", value: "0")])
    #expect(scenario.name == "a+b" && scenario.title == "甲 + 乙")
  }

  @Test("a title of its own isn't told in English in the words of what it builds on")
  func englishTitle() throws {
    let base = "title: 基\ntitle_en: Base"
    let own = try withFolder(["base": base, "own": "title: 自\nextends: [base]"]) { try $0.scenario("own") }
    #expect(own.title == "自" && own.titleEnglish == "" && own.englishTitle == "自")
    let both = try withFolder(["base": base, "own": "title: 自\ntitle_en: Own\nextends: [base]"]) { try $0.scenario("own") }
    #expect(both.englishTitle == "Own")
  }

  @Test("a text that is sent builds on the folder's files, and is no way to others") func sent() throws {
    let files = ["base": "title: 基\nhorizon: 2"]
    let scenario = try withFolder(files) { try $0.scenario("sent", content: "title: 送\nextends: [base]\nvintage: 2027") }
    #expect(scenario.name == "sent" && scenario.horizon == 2 && scenario.vintage == 2027)
    try withFolder(["secret": "title: 密"]) { outside in
      try withFolder(files) { folder in
        let path = "\(outside.path)/secret.yaml"
        #expect(folder.check("sent", content: "title: 送\nextends: ['\(path)']").isEmpty, "who works on the machine names any file")
        let closed = ScenarioFolder(path: folder.path, vocabulary: folder.vocabulary, takesPaths: false)
        let found = closed.check("sent", content: "title: 送\nextends: ['\(path)']")
        #expect(found.map(\.code) == [.unknownName] && found.first?.place.row == 2)
        #expect(!closed.check(path).isEmpty && closed.check("base").isEmpty)
        let (own, other) = (try closed.text(of: "base"), try closed.text(of: path))
        #expect(own == files["base"] && other == nil)
      }
    }
  }

  @Test func batchesMakeEveryCombinationAndTheList() throws {
    let batch = """
      title: 批
      title_en: Batch
      vintage: 2026
      product:
        - [{name: a, horizon: 1}, {name: b, horizon: 2}]
        - [{name: x, reclaim_stalled: true}, {name: y, title: 乙, reclaim_stalled: false}]
      list:
        - {name: z, vintage: 2027}
      """
    try withFolder(["batch": batch, "plus": "title: 加\nstanding: release"]) { folder in
      let all = try folder.scenarios("batch")
      #expect(all.map(\.name) == ["batch:a,x", "batch:a,y", "batch:b,x", "batch:b,y", "batch:z"])
      #expect(all.map(\.horizon) == [1, 1, 2, 2, 1] && all.map(\.reclaimsStalled) == [true, false, true, false, false])
      #expect(all[3].title == "批：b，乙" && all[3].titleEnglish == "Batch: b, y" && all[4].vintage == 2027 && all[0].vintage == 2026)
      let one = try folder.scenario("batch:b,x")
      #expect(one.name == "batch:b,x" && one.horizon == 2 && one.reclaimsStalled)
      let composed = try folder.scenario("batch:z+plus")
      #expect(composed.standing == .release)
      #expect(folder.check("batch:b,q").map(short) == ["S005 b,q → b,x ?"])
      #expect(throws: DiagnosticList.self) { try folder.scenario("batch") }
    }
  }

  @Test func circlesAndStrangersAreTold() throws {
    let files = [
      "a": "title: a\nextends: [b]", "b": "title: b\nextends: [a]", "me": "title: m\nextends: [me]", "c": "title: c\nextends:\n  - bse",
      "base": "title: base",
    ]
    try withFolder(files) { folder in
      #expect(folder.check("a").map(short) == ["2:11 S012 a → b → a"])
      #expect(folder.check("me").map(short) == ["2:11 S012 me → me"])
      #expect(folder.check("c").map(short) == ["3:5 S005 bse → base ?"])
      #expect(folder.check("bsae").map(short) == ["F001 bsae → base ?"])
      #expect(folder.check("base") == [])
      let names = try folder.names()
      #expect(names == ["a", "b", "base", "c", "me"])
    }
  }

  @Test func mistakesOfTheBaseAreToldInItsOwnFile() throws {
    try withFolder(["base": "title: x\nhorizn: 1", "more": "title: y\nextends: [base]\nvintge: 2026"]) { folder in
      let told = folder.check("more")
      #expect(
        told.map { $0.place.file.split(separator: "/").last ?? "" } == ["more.yaml", "base.yaml"] && told.map(\.place.row) == [3, 2])
    }
  }

  @Test func aBatchOfTooManyIsRefused() throws {
    let axis = "[" + (0..<40).map { "{name: n\($0)}" }.joined(separator: ", ") + "]"
    try withFolder(["batch": "title: x\nproduct:\n  - \(axis)\n  - \(axis)"]) { folder in
      #expect(folder.check("batch").map(short) == ["3:3 S013 1600"])
    }
  }
}

@Suite("Written scenarios read back")
struct WriterTests {
  @Test func roundTripOfRandomScenarios() throws {
    var random = SystemlessRandom(state: 7)
    for _ in 0..<300 {
      let scenario = random.scenario()
      let yaml = ScenarioWriter.yaml(scenario)
      let (file, mistakes) = read(yaml)
      #expect(mistakes == [], "\(yaml)")
      var back = Scenario(name: scenario.name)
      try #require(file).overrides.apply(to: &back)
      #expect(back == scenario, "\(yaml)")
    }
  }

  @Test(arguments: [
    "a", "true", "1", "", " x ", "a: b", "- a", "莘县", "“引号”", "\"q\" \\ back", "line\nbreak", "tab\there", "#c", "&a", "*a", "\u{85}", "é",
  ])
  func anyTextSurvives(_ text: String) {
    let scenario = Scenario(name: "x", title: text, question: text)
    let (file, mistakes) = read(ScenarioWriter.yaml(scenario))
    #expect(mistakes == [] && file?.overrides.title == text)
  }
}

/// Seeded choices for the round trip.
struct SystemlessRandom {
  var state: UInt64
  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }
  mutating func some<T>(_ items: [T]) -> [T] { items.filter { _ in below(2) == 0 } }
  mutating func maybe<T>(_ item: T) -> T? { below(2) == 0 ? item : nil }

  mutating func scenario() -> Scenario {
    var result = Scenario(name: "x", title: "情景 \(below(100)): \"甲\"", titleEnglish: ["", "true", "a: b"][below(3)], question: "为什么？\n#")
    result.baseDate = maybe(CivilDate("2026-0\(1 + below(9))-15")!)
    result.vintage = maybe(2026 + below(3))
    result.horizon = 1 + below(3)
    result.policy = some([.init(key: "loan_max_days", value: "\(below(900))"), .init(key: "city_pool_classes", value: "[1,2]")])
    // General first, as the reader has them.
    result.policy += some([.init(key: "coordination_share", value: "3/10")])
    result.policy += some([
      .init(key: "coordination_share", factor: "land", value: "2/5"), .init(key: "pollutant_floor", factor: "cod", value: "0.1"),
    ])
    result.supply = some([
      .init(factor: "land", region: "371522", vintage: 2026, change: .plus(Quantity(tenThousandths: Int64(below(900_000)) - 400_000))),
      .init(factor: "coal", change: .times(Ratio(Int64(below(30)), 7))),
    ])
    result.filter.classes = some([1, 2, 3])
    result.filter.regions = some(["371522", "KFQ"])
    result.filter.industries = some(["轴承", "铝 加工"])
    result.filter.libraries = some(["promotion"])
    result.filter.minimumInvestment = maybe(Quantity(units: 50_000))
    result.pins = some([.init(project: "LC-G-0001", pin: .must), .init(project: "371502-1.a", pin: .never)])
    result.standing = below(2) == 0 ? .keep : .release
    result.reclaimsStalled = below(2) == 0
    result.exchange.loans = some(["land", "coal"])
    result.exchange.transfers = some(["cod"])
    result.exchange.limit = maybe(Ratio(1, 3))
    result.floors = some([.init(projects: 1 + below(5)), .init(region: "371581", projects: 2)])
    (result.limits.seconds, result.limits.threads) = (Double(1 + below(100)) / 2, 1 + below(4))
    result.limits.nodes = maybe(500)
    result.limits.gap = [0.0001, 0.01, 0.25][below(3)]
    result.cityLimit = maybe(Ratio(2, 5))
    result.tierOrder = maybe([["省级", "policy funds: 1"], ["其他"]])
    result.cityShares = maybe([.init(share: Ratio(1, 2)), .init(factor: "land", share: Ratio(3, 10))])
    result.groups = maybe([
      .init(name: "一二期", kind: .follows, projects: ["LC-G-0001", "A2"]), .init(name: "x", kind: .oneOf, projects: ["A", "B"]),
    ])
    result.exchange.isFewest = maybe(true)
    result.holdingLimits = maybe([
      .init(factor: "land", holder: .region("371522"), most: .quantity(Quantity(units: 300))),
      .init(factor: "coal", holder: .owners(["甲 公司", "91370000X"]), most: .share(Ratio(1, 10))),
      .init(factor: "land", holder: .eachOwner, most: .share(Ratio(1, 4))), .init(factor: "land", holder: .eachCounty, most: .share(.one)),
    ])
    result.variants = maybe([
      .init(
        project: "A2", name: "小 规模",
        demands: [.init(factor: "land", quantity: Quantity(units: 60)), .init(factor: "coal", quantity: .zero)]),
      .init(project: "A2", name: "莘县", region: "371522", score: Ratio(9, 10)), .init(project: "B", name: "x"),
    ])
    result.aims = maybe([.init(kind: .fairness, give: Ratio(1, 100), measure: .investment), .init(kind: .change)])
    result.assertions = some([
      .init(subject: .projects(region: nil), atLeast: Quantity(units: 3)),
      .init(subject: .left(factor: "cod", region: "371522"), atMost: .zero),
      .init(subject: .awarded(project: "LC-G-0001"), atLeast: Quantity(units: 1)),
      .init(subject: .investment(region: "KFQ"), atMost: Quantity(units: 9)),
    ])
    return result
  }
}

@Suite("What is committed")
struct CommittedTests {
  let folder = ScenarioFolder(path: package.appendingPathComponent("Scenarios/liaocheng").path, vocabulary: CommittedTests.reference)

  /// The names that sql/reference gives Liaocheng: what the scenarios meet when they run.
  static let reference: Vocabulary = {
    func rows(_ name: String, _ pattern: String) -> [[String]] {
      let text = try! String(contentsOf: package.appendingPathComponent("sql/reference/\(name).sql"), encoding: .utf8)
      return text.matches(of: try! Regex(pattern)).map { match in (1..<match.output.count).map { String(match.output[$0].substring ?? "") }
      }
    }
    let regions = rows("01_liaocheng_regions", "\\('371500', '(\\w+)', (?:NULL|'\\w+'), '(city|county|zone)', '([^']+)'").map {
      Region(code: $0[0], name: $0[2], nameEnglish: "", kind: Region.Kind(rawValue: $0[1])!)
    }
    let factors = rows("02_liaocheng_factors", "\\('371500', '(\\w+)', '(\\w+)', '([^']+)', '[^']+', '([^']+)', '[^']+', (?:true|false)")
      .map {
        Factor(code: $0[0], category: Factor.Category(rawValue: $0[1])!, name: $0[2], nameEnglish: "", unit: $0[3], unitEnglish: "")
      }
    let parameters = rows(
      "03_liaocheng_policy", "\\('([a-z_.]+)', (?:NULL|'\\w+'), '[^']*', '(ratio|integer|quantity|boolean|text|json|date)'")
    return Vocabulary(
      regions: regions, factors: factors,
      parameters: Dictionary(parameters.map { ($0[0], Vocabulary.ParameterKind(rawValue: $0[1])!) }, uniquingKeysWith: { a, _ in a }))
  }()

  @Test func theReferenceIsRead() {
    #expect(Self.reference.factors.count == 18 && Self.reference.parameters.count > 20)
    #expect(Self.reference.code(of: "莘县", .region) == "371522" && Self.reference.code(of: "火星", .region) == nil)
  }

  @Test func everyScenarioOfLiaochengIsSound() throws {
    let names = try folder.names()
    #expect(names.count >= 12 && names.contains("base"))
    var batches = 0
    for name in names {
      #expect(folder.check(name).map { $0.text(.english) } == [])
      let all = try folder.scenarios(name)
      batches += all.count > 1 ? 1 : 0
      for scenario in all {
        #expect(!scenario.title.isEmpty && !scenario.titleEnglish.isEmpty && scenario.question.hasSuffix("？"), "\(scenario.name)")
        #expect(scenario.vintage == 2026 && scenario.baseDate != nil)
      }
    }
    #expect(batches == 1)
    #expect(try folder.scenarios("stress").count == 10)
    #expect(try folder.scenario("air-target-missed+coordination-40").policy.count == 11)
  }

  @Test func referenceAndSchemaAreWhatTheCodeMakes() throws {
    let made = [
      ("scenario.md", ScenarioReference.markdown()), ("scenario.schema.json", ScenarioSchema.json()),
      ("procedure.md", ProcedureReference.markdown()),
    ]
    for (name, text) in made {
      let file = package.appendingPathComponent("docs/reference/\(name)")
      // Set YAOSU_WRITE_REFERENCE to write the files anew.
      if ProcessInfo.processInfo.environment["YAOSU_WRITE_REFERENCE"] != nil { try text.write(to: file, atomically: true, encoding: .utf8) }
      let isSame = try String(contentsOf: file, encoding: .utf8) == text
      #expect(isSame, "run the test with YAOSU_WRITE_REFERENCE=1 and commit docs/reference/\(name)")
    }
  }

  @Test func schemaIsJSONAndKnowsEveryKey() throws {
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(ScenarioSchema.json().utf8)) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(ScenarioShape.file.keys))
    #expect(schema["required"] as? [String] == ["title"])
  }
}

@Suite("Nearest words")
struct NearestTests {
  @Test(arguments: [("horizn", 1), ("horzion", 1), ("horizon", 0), ("hrizno", 2), ("xorizony", 2), ("", 7)])
  func distance(_ word: String, _ slips: Int) { #expect(Nearest.distance(Array(word), Array("horizon")) == slips) }

  @Test func shortWordsForgiveOneSlipOnly() {
    #expect(Nearest.name(to: "so3", among: ["so2", "nox"]) == "so2")
    #expect(Nearest.name(to: "sxx", among: ["so2", "nox"]) == nil)
    #expect(Nearest.name(to: String(repeating: "a", count: 10_000), among: ["a"]) == nil)
  }
}

@Suite("Years of a scenario")
struct YearsKeyTests {
  @Test("years together with their discount are read, written and composed") func read() throws {
    let files = ["base": "title: 基\nhorizon: 3", "more": "title: 多\nextends: [base]\nyears: together\ndiscount: 9/10"]
    let scenario = try withFolder(files) { try $0.scenario("more") }
    #expect(scenario.together == true && scenario.discount == Ratio(9, 10) && scenario.horizon == 3)
    let again = try withFolder(["more": ScenarioWriter.yaml(scenario)]) { try $0.scenario("more") }
    #expect(again == scenario)
    let back = try withFolder(files.merging(["turn": "title: 回\nextends: [more]\nyears: in_turn\ndiscount: 0.9"]) { $1 }) {
      $0.check("turn")
    }
    #expect(back.map(\.code) == [.conflict] && back[0].found == "discount")
  }

  @Test(
    "what goes with single years only is refused by line, wherever it comes from",
    arguments: [
      ("horizon: 1", "horizon: 1"), ("horizon: 2\nexchange: {loans: [land]}", "exchange"),
    ])
  func refused(_ base: String, _ named: String) throws {
    let found = try withFolder(["base": "title: 基\n\(base)", "more": "title: 多\nextends: [base]\n\nyears: together"]) { $0.check("more") }
    #expect(found.map(\.code) == [.conflict] && found[0].place.row == 4 && found[0].found.contains(named), "\(found)")
  }

  @Test(
    "limits on what is held and on the city's pool, and aims, go with years together",
    arguments: ["holding_limits: [{factor: land, each: owner, at_most: 5}]", "city_pool_limit: 10%", "aims: [{aim: fairness, give: 1%}]"])
  func allowed(_ rule: String) throws {
    let found = try withFolder(["a": "title: 甲\nhorizon: 2\nyears: together\n\(rule)"]) { $0.check("a") }
    #expect(found.isEmpty, "\(found)")
  }

  @Test("a discount is above 0 and at most 1", arguments: ["0", "1.01", "-1", "x"]) func discount(_ text: String) throws {
    let found = try withFolder(["a": "title: 甲\nhorizon: 2\nyears: together\ndiscount: \(text)"]) { $0.check("a") }
    #expect(found.count == 1 && found[0].place.row == 4, "\(found)")
  }
}
