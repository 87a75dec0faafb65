import ArgumentParser
import Diagnostics
import Foundation
import Operations
import SampleCity
import Store

struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes the sample city: the named projects, completed by a seeded generator and marked as generated.",
    discussion: """
      yaosu sample --out city                     projects.csv, quota.csv, openings.csv, officers.csv, enterprises.csv of 1,212 projects
      yaosu sample --projects 100000 --seed 7 --snapshot big.json
      """)
  @Option(help: "Real and generated projects together, 1 to 1,000,000.")
  var projects = SampleCity.publishedProjects
  @Option(help: "Seed: the same gives the same bytes everywhere.")
  var seed: UInt64 = 1
  @Option(help: "Vintages, 1 to 3.")
  var years = 3
  @Option(help: "Folder for the files as a clerk would have them.")
  var out: String?
  @Option(help: "File for the solver's input (JSON) instead.")
  var snapshot: String?
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      guard (out == nil) != (snapshot == nil) else {
        throw CommandError.usage(language("给出 --out 或 --snapshot 之一。", "Name one of --out and --snapshot."))
      }
      let line = ProgressLine()
      defer { line.end() }
      func show(_ done: Int, _ of: Int) { line.show("\(done) / \(of)") }
      do {
        let city = try SampleCity(seed: seed, projects: projects, years: years, real: snapshot == nil ? Self.realProjects() : [])
        if let snapshot { return try city.writeSnapshot(to: snapshot, progress: show) }
        let written = try city.write(to: out ?? ".", progress: show)
        line.end()
        Terminal.note(
          language(
            "已写入 \(out ?? ".")：\(written.projects) 个项目，\(written.quotaRows) 行指标，\(written.openingRows) 行期初，\(written.officers) 名人员，\(written.enterprises) 家企业",
            "wrote \(out ?? "."): \(written.projects) projects, \(written.quotaRows) rows of quota, \(written.openingRows) openings, \(written.officers) officers, \(written.enterprises) enterprises"
          ))
      } catch let error as SampleCity.SampleError {
        throw CommandError.usage(Self.text(error, language))
      }
    }
  }

  static func realProjects() throws -> [SampleProject] {
    try RealProjects.read(String(contentsOf: ResourceFolder.scenarios().appending(path: "liaocheng/real_projects.csv"), encoding: .utf8))
  }

  private static func text(_ error: SampleCity.SampleError, _ language: Language) -> String {
    switch error {
    case .size(let size):
      language("--projects 应为 1 到 \(SampleCity.largest)，读到 \(size)。", "--projects: 1 to \(SampleCity.largest), found \(size).")
    case .years(let years): language("--years 应为 1 到 3，读到 \(years)。", "--years: 1 to 3, found \(years).")
    case .realProjects(let line, let problem): "real_projects.csv:\(line) \(problem)"
    }
  }
}
