import ArgumentParser
import Diagnostics
import Foundation
import Operations

struct Site: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes what the public may read as files for any web server: published plans, pools, reclaims, the bulletin (L20.3).",
    discussion: "yaosu site --out public          again whenever something was published")
  @Option(help: "Folder.")
  var out: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      // For the public of the city: Chinese unless asked otherwise, whatever the terminal's language.
      let site = PublicSite(session: try database.migratedSession(), city: database.city, language: language.lang ?? .chinese)
      for file in try site.write(to: URL(filePath: out, directoryHint: .isDirectory)) { Terminal.out(file.path) }
    }
  }
}
