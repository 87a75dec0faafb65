import ArgumentParser
import Diagnostics
import Foundation
import Intake
import Operations
import Store

struct ImportRecipe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipe",
    abstract: "Finds what was mended by hand between a file and its corrected copy, to be done again on next month's file.",
    discussion: """
      yaosu import projects 七月.xlsx --dry-run --annotate 七月-标注.xlsx
      yaosu import recipe 七月.xlsx 七月-改正.xlsx --out 改正清单.csv
      yaosu import projects 八月.xlsx --recipe 改正清单.csv
      """)
  @Argument(help: ArgumentHelp("The file as it came.", valueName: "old"))
  var old: String
  @Argument(help: ArgumentHelp("The same file, mended: rows and columns where they were.", valueName: "new"))
  var new: String
  @Option(help: "Where to write the recipe (CSV).")
  var out: String
  @Option(help: "Mapping of headers to fields: projects, quota, or a file (JSON).")
  var mapping = "projects"
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let path =
        mapping.hasSuffix(".json") ? mapping : try ResourceFolder.scenarios().appending(path: "mapping/\(mapping).json").path
      let recipe = try RecipeFinder(mapping: ColumnMapping(path: path)).find(from: RowSource(old), to: RowSource(new))
      do { try Data(recipe.csv.utf8).write(to: URL(filePath: out), options: .atomic) } catch let error as CocoaError {
        throw CommandError.cannotWrite(out, error.localizedDescription)
      }
      Terminal.note(language("\(recipe.mendings.count) 处改正 → \(out)", "\(recipe.mendings.count) mendings → \(out)"))
    }
  }
}
