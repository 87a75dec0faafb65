public import Foundation

/// A file in a folder that nobody else may enter, for as long as something works with it.
public enum TemporaryFile {
  /// Lends the path of a file with this content. `name`: its last part is kept, readers go by the ending.
  static func with<R>(_ bytes: Data, name: String, _ body: (String) throws -> R) throws -> R {
    try place(name) { file in
      try bytes.write(to: file)
      return try body(file.path)
    }
  }

  /// What `write` has written to the path that it was given.
  public static func made(_ name: String, _ write: (String) throws -> Void) throws -> Data {
    try place(name) { file in
      try write(file.path)
      return try Data(contentsOf: file)
    }
  }

  private static func place<R>(_ name: String, _ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // What can't be removed now is the system's to clean: the folder is a temporary one.
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.appending(path: name))
  }
}
