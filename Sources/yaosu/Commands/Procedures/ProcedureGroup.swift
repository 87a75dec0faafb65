import ArgumentParser
import Diagnostics
import Foundation
import Procedures
import ScenarioFiles
import Store

struct ProcedureGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "procedure", abstract: "Procedures (办理程序) as data: list, show, check, load.",
    subcommands: [ProcedureList.self, ProcedureShow.self, ProcedureCheckCommand.self, ProcedureLoad.self])
}

struct ProcedureList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Versions with their dates and how many cases ran under them.")
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      var listing = try ProcedureStore(session, city: database.city).list()
      // People read one title; programs get both.
      if format == .table { listing = listing.without([language == .chinese ? "title_en" : "title"]) }
      ListingOutput(format: format, language: language, words: try ReportStore(session, city: database.city).glossary()).show(listing)
    }
  }
}

/// Files that a command is given, or all that the city has.
enum ProcedureFiles {
  static func read(_ paths: [String]) throws -> [Procedure] {
    let urls =
      paths.isEmpty
      ? try ProcedureFile.files(in: ResourceFolder.home().appending(path: "Scenarios/liaocheng/procedures"))
      : paths.map { URL(filePath: $0) }
    var diagnostics: [Diagnostic] = []
    var procedures: [Procedure] = []
    for url in urls {
      let data: Data
      do { data = try Data(contentsOf: url) } catch is CocoaError {
        diagnostics.append(Diagnostic(.fileUnreadable, at: .init(file: url.relativePath)))
        continue
      }
      do { procedures.append(try ProcedureFile.read(data, file: url.lastPathComponent)) } catch { diagnostics += error.diagnostics }
    }
    if !diagnostics.isEmpty { throw DiagnosticList(diagnostics) }
    return procedures
  }
}

struct ProcedureCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says all that is wrong with procedure files, by line; without a file, with those of the city.")
  @Argument(help: "YAML files.")
  var files: [String] = []
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let procedures = try ProcedureFiles.read(files)
      for procedure in procedures {
        Terminal.out(
          language(
            "✓ \(procedure.procedure) \(procedure.version) \(procedure.title)：\(procedure.steps.count) 步，\(procedure.forms.count) 张表单",
            "✓ \(procedure.procedure) \(procedure.version) \(procedure.titleEnglish): \(procedure.steps.count) steps, \(procedure.forms.count) forms"
          ))
      }
    }
  }
}

struct ProcedureLoad: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Takes procedure files into the database, all or none; what is there already changes nothing.",
    discussion: """
      yaosu procedure load
      yaosu procedure load 用地批后监管.yaml
      yaosu procedure load consultation.yaml --from 2026-12-01    a file that was changed under its version's name: as the next version, from that day on
      """)
  @Argument(help: "YAML files. Default: those of the city.")
  var files: [String] = []
  @Option(help: "Files that differ from the version of their name become the next version, in force from this day (ISO) on.")
  var from: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let procedures = try ProcedureFiles.read(files)
      let loaded = try ProcedureStore(try database.migratedSession(), city: database.city).load(
        procedures, from: from, actor: database.actorName)
      Terminal.note(
        language("\(procedures.count) 个程序，新装入 \(loaded.new.count) 个", "\(procedures.count) procedures, \(loaded.new.count) of them new")
          + (loaded.new.isEmpty ? "" : ": \(loaded.new.joined(separator: ", "))"))
      if let from, !loaded.renewed.isEmpty {
        Terminal.note(
          language("自 \(from) 起施行的新版本：", "new versions in force from \(from): ") + loaded.renewed.joined(separator: ", "))
      }
    }
  }
}
