import Diagnostics
import Foundation
import Procedures
import ScenarioFiles

/// Procedures for tests: those of the city, and small ones of their own.
enum Samples {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func shipped() throws -> [Procedure] {
    try ProcedureFile.files(in: root.appending(path: "Scenarios/liaocheng/procedures")).map {
      try ProcedureFile.read(Data(contentsOf: $0), file: $0.lastPathComponent)
    }
  }

  static func shipped(_ code: String) throws -> Procedure {
    try ProcedureFile.read(Data(contentsOf: root.appending(path: "Scenarios/liaocheng/procedures/\(code).yaml")), file: code)
  }

  static func step(_ code: String, to: [String: [String]] = [:], mode: Step.Mode = .one, needs: [String]? = nil, due: Term? = nil) -> Step {
    Step(
      step: code, title: code, titleEnglish: code, mode: mode, actors: mode == .end ? [] : [Actor(role: "hq_clerk", unit: "hq")], due: due,
      needs: needs,
      outcomes: to.sorted { $0.key < $1.key }.map { Outcome(outcome: $0.key, title: $0.key, titleEnglish: $0.key, to: $0.value) })
  }

  static func procedure(_ steps: [Step], to: [String]) -> Procedure {
    Procedure(
      procedure: "small", version: "1", title: "小", titleEnglish: "small", document: "d", articles: ["L4"], from: "2026-01-01",
      subject: .none,
      start: .init(by: ["hq_clerk"], to: to), steps: steps)
  }
}
