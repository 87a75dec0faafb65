import ArgumentParser
import Diagnostics

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is installed, in which version, and what is missing with the command that installs it.",
    discussion: "Ends with 69 when something required is missing.")
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    let findings = Examination(database: database, language: language).findings()
    for finding in findings { Terminal.out(line(finding, language)) }
    let missing = findings.filter { $0.isRequired && !$0.isFine }
    guard missing.isEmpty else {
      Terminal.note(language("缺少 \(missing.count) 项必需的组件。", "\(missing.count) required parts are missing."))
      throw ExitClass.unavailable
    }
    Terminal.note(language("必需的组件齐全。", "Everything required is there."))
  }

  private func line(_ finding: Examination.Finding, _ language: Language) -> String {
    let mark = finding.isFine ? "✓" : finding.isRequired ? "✗" : "–"
    let remedy = finding.remedy.map { "\n    → \($0)" } ?? ""
    return "\(mark) \(finding.name)  \(finding.found)\n    \(finding.purpose)\(finding.isFine ? "" : remedy)"
  }
}
