import Allocation
import Postgres
public import Procedures

extension ProcedureStore {
  /// What became of files.
  public struct Loaded: Sendable {
    /// Codes of procedures and versions that were not there.
    public var new: [String] = []
    /// Changed files, taken in as a version after the one that was there: `consultation 2026-2`.
    public var renewed: [String] = []
    public var unchanged = 0
  }

  /// A file that says under a version's name something else than the database keeps under it.
  public struct Change: Hashable, Sendable {
    public var procedure: String
    public var version: String
    public var parts: [String]
  }

  /// Takes files in, all or none. What any version says already changes nothing. A file that was changed under the name of a version that is there becomes
  /// the next version from `day` (ISO) on; without a day it is refused. Throws `StoreError.changedProcedures`.
  public func load(_ procedures: [Procedure], from day: String? = nil, actor: String) throws -> Loaded {
    if let day, CivilDate(day) == nil { throw StoreError.badDay(day) }
    var loaded = Loaded()
    var changes: [Change] = []
    var files: [Procedure] = []
    for file in procedures {
      let versions = try versions(of: file.procedure)
      if versions.contains(where: file.isSame) {
        loaded.unchanged += 1
      } else if let there = versions.first(where: { $0.version == file.version }) {
        var next = file
        next.version = Procedure.nextVersion(after: file.version, taken: Set(versions.map(\.version)))
        next.from = day ?? file.from
        files.append(next)
        changes.append(Change(procedure: file.procedure, version: file.version, parts: file.differences(from: versions.last ?? there)))
        loaded.renewed.append("\(next.procedure) \(next.version)")
      } else {
        files.append(file)
        loaded.new.append(file.procedure)
      }
    }
    if day == nil, !changes.isEmpty { throw StoreError.changedProcedures(changes) }
    _ = try store(files, actor: actor)
    return loaded
  }

  private func versions(of code: String) throws -> [Procedure] {
    let rows = try session.prepared(Query("work_procedure_versions").text(), [.text(city), .text(code)])
    return try (0..<rows.count).map { try JSON.decode(Procedure.self, rows.string($0, "content")) }
  }
}
