public import Diagnostics
public import Foundation
internal import Allocation
public import Procedures

/// Reads procedures from YAML.
public enum ProcedureFile {
  /// The procedure of a file's bytes. Throws all mistakes at once, each with its line: of the YAML, of its keys, and of what the steps promise.
  public static func read(_ data: Data, file: String) throws(DiagnosticList) -> Procedure {
    var diagnostics: [Diagnostic] = []
    guard let text = TextChecks.text(data, file: file, &diagnostics), let node = ScenarioFile.compose(text, file: file, &diagnostics) else {
      throw DiagnosticList(diagnostics)
    }
    var reader = NodeReader(file: file, vocabulary: Vocabulary())
    guard let record = reader.record(node, ProcedureShape.file) else { throw DiagnosticList(reader.diagnostics) }
    var builder = ProcedureBuilder()
    let procedure = builder.procedure(record)
    diagnostics = reader.diagnostics + builder.diagnostics
    if diagnostics.isEmpty {
      diagnostics = procedure.problems().map { $0.diagnostic(at: $0.at.flatMap { builder.places[$0] } ?? record.place) }
    }
    guard diagnostics.isEmpty else {
      diagnostics.sort { ($0.place.row ?? 0, $0.place.column ?? 0) < ($1.place.row ?? 0, $1.place.column ?? 0) }
      throw DiagnosticList(Array(diagnostics.prefix(TextChecks.mostMistakes)), total: diagnostics.count)
    }
    return procedure
  }

  /// Files of a folder, ascending.
  public static func files(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter { $0.pathExtension == "yaml" }
      .sorted { $0.path < $1.path }
  }
}

extension ProcedureProblem {
  func diagnostic(at place: Diagnostic.Place) -> Diagnostic {
    let subject = at ?? ""
    return switch kind {
    case .unreachable: Diagnostic(.unreachableStep, at: place, found: subject)
    case .noExit: Diagnostic(.stepWithoutExit, at: place, found: subject)
    case .noActor: Diagnostic(.stepWithoutActor, at: place, found: subject)
    case .noWay: Diagnostic(.answerWithoutWay, at: place, found: subject, expected: "outcomes: [{outcome, title, to}]")
    case .uncounted: Diagnostic(.answersUncounted, at: place, found: subject, expected: "then: [… , {rule, when: otherwise, to}]")
    case .unknownStep(let name): Diagnostic(.unknownName, at: place, found: name, expected: "step")
    case .unknownForm(let name): Diagnostic(.unknownName, at: place, found: name, expected: "form")
    case .unknownField(let name): Diagnostic(.unknownName, at: place, found: name, expected: "field")
    case .unknownOutcome(let name): Diagnostic(.unknownName, at: place, found: name, expected: "outcome")
    case .duplicate(let name): Diagnostic(.duplicateKey, at: place, found: name)
    case .badCode(let name): Diagnostic(.badCode, at: place, found: name, expected: "a-z 0-9 _ -")
    case .missing(let what): Diagnostic(.missingKey, at: place, found: subject, expected: what)
    case .badDates: Diagnostic(.conflict, at: place, found: "from > until")
    case .deadlock: Diagnostic(.stepsWaitForEachOther, at: place, found: subject)
    }
  }
}
