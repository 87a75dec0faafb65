import Diagnostics

/// What a file is, by its first bytes and inner directory, never by its name.
public enum FileFormat: String, Sendable, Equatable {
  case csv, xlsx, xls, ods
}

extension FileFormat {
  /// Looks at the bytes; throws a `Diagnostic` for what is no table, locked, or would unpack to more than the limits allow.
  static func sniff(_ bytes: UnsafeRawBufferPointer, file: String, limits: IntakeLimits) throws(Diagnostic) -> FileFormat {
    let place = Diagnostic.Place(file: file)
    if bytes.isEmpty { throw Diagnostic(.fileNotASpreadsheet, at: place, found: "0 B") }
    if starts(bytes, [0x50, 0x4B, 0x03, 0x04]) || starts(bytes, [0x50, 0x4B, 0x05, 0x06]) {
      return try ZipDirectory(bytes, file: file, limits: limits).format()
    }
    if starts(bytes, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return try compound(bytes, place) }
    if let name = foreignKind(bytes) { throw Diagnostic(.fileNotASpreadsheet, at: place, found: name) }
    // Text of 16-bit units has zero bytes, any other text has none.
    if !starts(bytes, [0xFF, 0xFE]) && !starts(bytes, [0xFE, 0xFF]) && bytes.prefix(65_536).contains(0) {
      throw Diagnostic(.fileNotASpreadsheet, at: place, found: "binary")
    }
    return .csv
  }

  static func starts(_ bytes: UnsafeRawBufferPointer, _ magic: [UInt8]) -> Bool {
    bytes.count >= magic.count && bytes.prefix(magic.count).elementsEqual(magic)
  }

  /// The storages of an OLE file that tell a workbook from a locked package or another program's document.
  private static func compound(_ bytes: UnsafeRawBufferPointer, _ place: Diagnostic.Place) throws(Diagnostic) -> FileFormat {
    if holdsName(bytes, "EncryptedPackage") { throw Diagnostic(.fileEncrypted, at: place) }
    guard holdsName(bytes, "Workbook") || holdsName(bytes, "Book") else { throw Diagnostic(.fileNotASpreadsheet, at: place, found: "OLE") }
    if holdsFilePass(bytes) { throw Diagnostic(.fileEncrypted, at: place) }
    return .xls
  }

  /// Directory entries are 128 bytes at multiples of 128; the name is UTF-16 and its length with the final zero stands at byte 64.
  private static func holdsName(_ bytes: UnsafeRawBufferPointer, _ name: String) -> Bool {
    let wanted = name.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    for start in stride(from: 512, to: max(bytes.count - 127, 512), by: 128) {
      let length = Int(bytes[start + 64]) | Int(bytes[start + 65]) << 8
      guard length == wanted.count + 2 else { continue }
      if bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
    }
    return false
  }

  /// A locked BIFF8 workbook has the record FILEPASS (0x002F) right after its first record, BOF (0x0809) of a globals stream.
  private static func holdsFilePass(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for start in stride(from: 512, to: max(bytes.count - 64, 512), by: 64) {
      guard bytes[start] == 0x09, bytes[start + 1] == 0x08, bytes[start + 3] == 0, bytes[start + 6] == 0x05, bytes[start + 7] == 0 else {
        continue
      }
      var next = start + 4 + Int(bytes[start + 2])
      // Write protection may stand between the two.
      for _ in 0..<4 where next + 4 <= bytes.count {
        let record = Int(bytes[next]) | Int(bytes[next + 1]) << 8
        if record == 0x002F { return true }
        next += 4 + (Int(bytes[next + 2]) | Int(bytes[next + 3]) << 8)
      }
    }
    return false
  }

  /// Kinds of file that people send by mistake, so that the sentence can name them.
  private static func foreignKind(_ bytes: UnsafeRawBufferPointer) -> String? {
    let kinds: [(String, [UInt8])] = [
      ("PDF", Array("%PDF".utf8)), ("PNG", [0x89, 0x50, 0x4E, 0x47]), ("JPEG", [0xFF, 0xD8, 0xFF]), ("GIF", Array("GIF8".utf8)),
      ("RAR", Array("Rar!".utf8)), ("7z", [0x37, 0x7A, 0xBC, 0xAF]), ("gzip", [0x1F, 0x8B]), ("RTF", Array("{\\rtf".utf8)),
      ("ELF", [0x7F, 0x45, 0x4C, 0x46]), ("EXE", [0x4D, 0x5A, 0x90]),
    ]
    if let kind = kinds.first(where: { starts(bytes, $0.1) }) { return kind.0 }
    let head = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased().drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") || head.hasPrefix("<table") { return "HTML" }
    if head.hasPrefix("<?xml") { return "XML" }
    return nil
  }
}
