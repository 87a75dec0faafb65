import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Postgres
import Reporting
import Store

struct ProjectBook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "The life of a project as it happened in its cases; --out writes the whole book (一项目一册, A5) as a page.",
    discussion: "yaosu project book LC-G-0039 --out 一项目一册.html")
  @Argument(help: "Project code.")
  var code: String
  @Option(help: "File of the book (HTML).")
  var out: String?
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let documents = DocumentStore(session, city: database.city)
      _ = try documents.project(code)
      ListingOutput(format: format, language: language, words: try documents.glossary()).show(try documents.life(of: code))
      if let out {
        try DocumentMaker(session: session, city: database.city, language: language, today: nil).document("book", code).html(language)
          .write(toFile: out, atomically: true, encoding: .utf8)
        Terminal.note(language("已写出 \(out)", "wrote \(out)"))
      }
    }
  }
}
