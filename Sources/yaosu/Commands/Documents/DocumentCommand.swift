import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Reporting
import Store

struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract:
      "Papers that offices print (A4 page or workbook): forms, opinion sheet, project book, minutes, dispatch sheet, bulletin, notice.",
    discussion: """
      yaosu document form 12            any form as it was frozen: opinion, forms 1 and 2, completion sheet, decisions (yaosu case show lists them)
      yaosu document opinions 3         opinion sheet of a consultation
      yaosu document public-opinions 3  what of them may be published
      yaosu document book LC-G-0039     one project, one book: facts, formalities, needs, construction, service, promises, life
      yaosu document notice LC-G-0039   notice of allocation, with the sources of the quota
      yaosu document minutes 1          minutes of a meeting
      yaosu document dispatch           weekly dispatch sheet (--today)
      yaosu document pairs              stalled quota with who would come in, and the draft notices (--today)
      yaosu document bulletin 2026-10   monthly bulletin with the ranking of counties and departments
      """)
  @Argument(help: ArgumentHelp(DocumentMaker.names.joined(separator: ", ") + "."))
  var name: String
  @Argument(help: "Number of the document, case or meeting, code of the project, or month.")
  var id: String = ""
  @Option(help: "html or xlsx.")
  var format: PaperFormat = .html
  @Option(help: "File. Default: the name and id in the working directory.")
  var out: String?
  @OptionGroup var reader: ReaderOptions
  @OptionGroup var language: LanguageOptions

  enum PaperFormat: String, ExpressibleByArgument { case html, xlsx }

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let document = try DocumentMaker(
        session: try reader.session(), city: reader.database.city, language: language, today: reader.today
      ).document(name, id)
      let path = out ?? ([name, id].filter { !$0.isEmpty }.joined(separator: "-") + "." + format.rawValue)
      switch format {
      case .html: try document.html(language).write(toFile: path, atomically: true, encoding: .utf8)
      case .xlsx: try document.writeWorkbook(to: path, language)
      }
      Terminal.note(language("已写出 \(path)", "wrote \(path)"))
    }
  }
}
