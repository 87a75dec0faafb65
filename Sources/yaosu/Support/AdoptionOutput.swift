import Diagnostics
import Foundation

/// What became of a run, in a sentence.
struct AdoptionOutput {
  let format: OutputFormat
  let language: Language

  private struct Answer: Decodable {
    var run: Int
    var projects: Int
    var lines: Int
    var moves: Int
    var document: String
    var replayed: Bool?
    var adoptedBy: String
    var publishedAt: String?
    enum CodingKeys: String, CodingKey {
      case run, projects, lines, moves, document, replayed
      case adoptedBy = "adopted_by"
      case publishedAt = "published_at"
    }
  }

  func show(_ json: String) {
    // An answer of a newer database is shown as it came.
    guard format != .json, let answer = try? JSONDecoder().decode(Answer.self, from: Data(json.utf8)) else { return Terminal.out(json) }
    let again = answer.replayed == true ? language("（此前已办理）", " (done before)") : ""
    Terminal.out(
      language(
        "方案 \(answer.run) 已采纳\(again)：为 \(answer.projects) 个项目预留 \(answer.lines) 笔指标，调剂拆借 \(answer.moves) 笔；依据 \(answer.document)，经办 \(answer.adoptedBy)",
        "run \(answer.run) is adopted\(again): \(answer.lines) amounts reserved for \(answer.projects) projects, \(answer.moves) moves between counties; by \(answer.document), recorded by \(answer.adoptedBy)"
      ))
    if answer.publishedAt != nil { Terminal.out(language("方案 \(answer.run) 已公布", "run \(answer.run) is published")) }
  }
}
