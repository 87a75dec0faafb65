import ArgumentParser
import Diagnostics
import Operations
import Store

struct AssessGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "The yearly assessment (L25–L27): totals, points with their facts, what-if of weights, the survey's draw.",
    subcommands: [AssessTotal.self, AssessPoints.self, AssessDraw.self, AssessRate.self], defaultSubcommand: AssessTotal.self)
}

struct WeightOptions: ParsableArguments {
  @Option(help: "Year.")
  var year: Int = 2026
  @Option(name: .customLong("weight"), help: "What if: indicator=points. May be given several times.")
  var weights: [String] = []
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table

  func table(_ language: Language) throws -> [String: String] {
    try weights.reduce(into: [:]) { table, text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, Double(parts[1]).map({ $0 >= 0 && $0 <= 100 }) == true else {
        throw CommandError.usage(language("--weight 应写成 指标=0…100，读到“\(text)”。", "--weight wants indicator=0…100, found “\(text)”."))
      }
      table[parts[0]] = parts[1]
    }
  }
}

struct AssessTotal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "total", abstract: "Totals with ranks; with --weight also how many ranks each has moved against the policy's weights.",
    discussion: "yaosu assess total --weight county_investment=50")
  @OptionGroup var options: WeightOptions
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = AssessmentStore(try officer.session(), city: officer.database.city)
      ListingOutput(format: options.format, language: language, words: try store.glossary()).show(
        try store.totals(options.year, weights: options.table(language)))
    }
  }
}

struct AssessPoints: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "points", abstract: "Every point with its measure, and the report that holds the facts.",
    discussion: "yaosu assess points --unit hq-371522")
  @Option(help: "Only of this unit.")
  var unit: String?
  @OptionGroup var options: WeightOptions
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = AssessmentStore(try officer.session(), city: officer.database.city)
      var points = try store.points(options.year, weights: options.table(language))
      if let unit { points.rows = points.rows.filter { $0[1] == unit } }
      ListingOutput(format: options.format, language: language, words: try store.glossary()).show(points)
    }
  }
}

struct AssessDraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draws project owners for the satisfaction survey (L26): who knows the published seed draws the same.",
    discussion: "yaosu assess draw --seed 聊城2026满意度 --count 30")
  @Option(help: "Published seed.")
  var seed: String
  @Option(help: "How many, 1 to 10,000.")
  var count: Int = 30
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      guard (1...10_000).contains(count) else { throw CommandError.usage(language("--count 应为 1 到 10000。", "--count: 1 to 10,000.")) }
      ListingOutput(format: format, language: language).show(
        try AssessmentStore(try officer.session(), city: officer.database.city).draw(seed: seed, count: count))
    }
  }
}

struct AssessRate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate", abstract: "Records what a drawn owner said of a department, 0 to 100.",
    discussion: "yaosu assess rate LC-G-0006 --unit approval --points 92 --as hq-1")
  @Argument(help: "Project code.")
  var project: String
  @Option(help: "Department.")
  var unit: String
  @Option(help: "0 to 100.")
  var points: Double
  @Option(help: "Remark.")
  var remark: String = ""
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      try AssessmentStore(try officer.session(), city: officer.database.city).rate(
        project, unit: unit, points: "\(points)", remark: remark, person: officer.personCode(language), date: officer.today)
      Terminal.note(language("已登记", "recorded"))
    }
  }
}
