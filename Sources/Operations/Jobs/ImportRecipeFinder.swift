public import Foundation
public import Intake
import Store

/// What was mended by hand between two files that were sent in.
public struct ImportRecipeFinder: Sendable {
  let mapping: String

  /// `mapping`: projects or quota.
  public init(mapping: String) { self.mapping = mapping }

  /// Throws a `DiagnosticList` when a file can't be read, or the tables don't match.
  public func find(from old: (name: String, bytes: Data), to new: (name: String, bytes: Data)) throws -> Recipe {
    let columns = try ColumnMapping(path: ResourceFolder.scenarios().appending(path: "mapping/\(mapping).json").path)
    return try TemporaryFile.with(old.bytes, name: old.name) { before in
      try TemporaryFile.with(new.bytes, name: new.name) { after in
        try RecipeFinder(mapping: columns).find(from: RowSource(before), to: RowSource(after))
      }
    }
  }
}
