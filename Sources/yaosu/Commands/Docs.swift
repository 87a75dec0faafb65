import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Store

/// Writes the parts of docs/reference that are made from the program and the database. For those who build it; hidden from help.
struct Docs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the generated parts of docs/reference: commands, report columns, diagnostics.", shouldDisplay: false)
  @Option(help: "Folder to write to.")
  var out = "docs/reference"
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let reports = try ReportStore(database.migratedSession(), city: database.city).list()
      let folder = URL(filePath: out, directoryHint: .isDirectory)
      let pages = ["cli.md": Self.commands(), "reports.md": Self.reports(reports), "diagnostics.md": Self.diagnostics()]
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in pages { try Data(text.utf8).write(to: folder.appending(path: name), options: .atomic) }
      } catch let error as CocoaError {
        throw CommandError.cannotWrite(out, error.localizedDescription)
      }
    }
  }

  /// Every command's help, as the program prints it.
  static func commands() -> String {
    let text = "# Commands\n\nMade by `yaosu docs` from the program itself.\n" + section(Yaosu.self, "yaosu")
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed).joined(separator: "\n")
  }

  private static func section(_ command: any ParsableCommand.Type, _ path: String) -> String {
    var text = "\n## \(path)\n\n```text\n"
    text += Yaosu.helpMessage(for: command, columns: 110)
    text += "\n```\n"
    for child in command.configuration.subcommands where child.configuration.shouldDisplay {
      text += section(child, path + " " + child._commandName)
    }
    return text
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func reports(_ reports: [ReportStore.Description]) -> String {
    var text = """
      # Reports

      Views of schema `report`, made by `yaosu docs` from the comments in the database. They are a contract: names and types stay between
      versions. Read them with `yaosu report NAME`, or by any SQL client as a role that is a member of `yaosu_report`.

      """
    for report in reports {
      text += "\n## \(report.name)\n\n\(report.comment)\n\n| column | type | 说明 |\n| --- | --- | --- |\n"
      for column in report.columns {
        text += "| `\(column.name)` | \(column.kind.rawValue) | \(column.comment.replacing("|", with: "\\|")) |\n"
      }
    }
    return text
  }

  private static func diagnostics() -> String {
    var text = """
      # Diagnostics

      What is wrong with a file, by its code: shared by imports, scenarios and workbooks that go back. Made by `yaosu docs`.

      | code | level | English | 中文 |
      | --- | --- | --- | --- |

      """
    for code in DiagnosticCode.allCases {
      text += "| \(code.rawValue) | \(code.level.rawValue) | \(code.title(.english)) | \(code.title(.chinese)) |\n"
    }
    return text
  }
}
