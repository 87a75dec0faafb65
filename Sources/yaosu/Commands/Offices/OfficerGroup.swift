import ArgumentParser
import Diagnostics
import Intake
import Store

struct OfficerGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "officer", abstract: "People, units, roles, and who stands in for whom.",
    subcommands: [OfficerList.self, OfficerUnits.self, OfficerRoles.self, OfficerImport.self, OfficerAway.self])
}

struct OfficerList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "People with their units and roles.")
  @Option(help: "Only of this unit.")
  var unit: String?
  @Option(help: "Only with this role.")
  var role: String?
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      ListingOutput(format: format, language: language).show(
        try OfficeStore(try database.migratedSession(), city: database.city).people(unit: unit, role: role))
    }
  }
}

struct OfficerUnits: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "units", abstract: "Units of the city.")
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      ListingOutput(language: language).show(try OfficeStore(try database.migratedSession(), city: database.city).units())
    }
  }
}

struct OfficerRoles: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "roles", abstract: "Roles of the city.")
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      ListingOutput(language: language).show(try OfficeStore(try database.migratedSession(), city: database.city).roles())
    }
  }
}

struct OfficerImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Takes in people and new units from a CSV or workbook, all or none, by code.",
    discussion: """
      Columns: 人员代码, 姓名, 单位代码, 角色 (several by 、); of new units 单位名称, 单位类型, 县市区; optional 电话, 信用代码.
      yaosu officer import 人员.xlsx
      """)
  @Argument(help: "The file.")
  var file: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let store = OfficeStore(session, city: database.city)
      let roles = try store.roles().rows.flatMap { row in [row[0], row[1], row[2]].compactMap(\.self).map { ($0, row[0] ?? "") } }
      let records = try OfficeIntake.read(
        try RowSource(file), roles: Dictionary(roles, uniquingKeysWith: { first, _ in first }),
        regions: try LibraryStore(session, city: database.city).regionNames())
      let counts = try store.store(records, actor: database.actorName)
      Terminal.note(language("\(counts.people) 人，\(counts.units) 个单位", "\(counts.people) people, \(counts.units) units"))
    }
  }
}

struct OfficerAway: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "away", abstract: "Registers an absence: the delegate acts in that name meanwhile.",
    discussion: "yaosu officer away land-1 --delegate land-2 --from 2026-07-20 --until 2026-07-31")
  @Argument(help: "Who is away.")
  var person: String
  @Option(help: "Who stands in.")
  var delegate: String
  @Option(help: "First day (ISO).")
  var from: String
  @Option(help: "Last day (ISO).")
  var until: String
  @Option(help: "Reason.")
  var reason: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = OfficeStore(try database.migratedSession(), city: database.city)
      let caller = Caller(city: database.city, person: database.actorName, reason: reason)
      try store.away(person, delegate: delegate, from: from, until: until, caller: caller)
      Terminal.note(
        language("\(delegate) 在 \(from) 至 \(until) 代行 \(person) 的职责", "\(delegate) acts for \(person) from \(from) to \(until)"))
    }
  }
}
