import Allocation
import ArgumentParser
import Diagnostics
import Reporting
import ScenarioFiles

struct ScenarioList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "The scenarios of a folder and what they ask.")
  @OptionGroup var scenarios: ScenarioOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let folder = try scenarios.files(database.migratedSession(), city: database.city)
      var rows: [[String]] = []
      for name in try folder.names() {
        // A file with mistakes is still listed; `scenario check` says what they are.
        guard let all = try? folder.scenarios(name) else {
          rows.append([name, "", language("有错误，见 scenario check \(name)", "has mistakes, see scenario check \(name)")])
          continue
        }
        let title = all.count == 1 ? language(all[0].title, all[0].englishTitle) : language("批量：\(all.count) 个情景", "batch of \(all.count)")
        rows.append([name, title, all.first?.question ?? ""])
      }
      let table = TextTable(
        titles: [language("名称", "name"), language("标题", "title"), language("问题", "question")], alignments: [.left, .left, .left], rows: rows
      )
      Terminal.out(table.text)
    }
  }
}
