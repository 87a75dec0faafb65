import ArgumentParser
import Diagnostics
import Store

struct DbMigrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Brings the database to this program's schema, functions, views and reference data.")
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let outcome = try Migrator(database.session(), folder: ResourceFolder.sql()).migrate()
      for name in outcome.applied { Terminal.note(language("已执行 \(name)", "applied \(name)")) }
      Terminal.note(
        outcome.isRefreshed
          ? language("函数、视图和参考数据已更新", "functions, views and reference data replaced")
          : language("已是最新", "up to date"))
    }
  }
}
