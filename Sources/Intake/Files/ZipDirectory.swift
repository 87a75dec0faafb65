import Diagnostics

/// The central directory of a packed workbook: enough to know what it is and how large it would become, without unpacking anything.
struct ZipDirectory {
  private let bytes: UnsafeRawBufferPointer
  private let place: Diagnostic.Place
  private(set) var names: [String] = []
  private(set) var unpackedBytes: UInt64 = 0
  private var isLocked = false
  private var mimetype = ""
  private var holdsEncryptionData = false
  /// The workbook counts days from 1904, as old ones from a Mac do.
  private(set) var countsFrom1904 = false

  init(_ bytes: UnsafeRawBufferPointer, file: String, limits: IntakeLimits) throws(Diagnostic) {
    self.bytes = bytes
    self.place = Diagnostic.Place(file: file)
    guard let end = findEnd() else { throw Diagnostic(.fileUnreadable, at: place, found: "zip") }
    let count = word(end + 10)
    var at = Int(long(end + 16))
    if count == 0xFFFF || long(end + 16) == 0xFFFF_FFFF || long(end + 12) == 0xFFFF_FFFF {
      throw Diagnostic(.fileTooLarge, at: place, found: "zip64", expected: "≤ \(limits.unpackedBytes >> 20) MiB")
    }
    guard count <= limits.packedEntries else {
      throw Diagnostic(.fileTooLarge, at: place, found: "\(count)", expected: "≤ \(limits.packedEntries)")
    }
    for _ in 0..<count {
      guard at + 46 <= end, long(at) == 0x0201_4B50 else { throw Diagnostic(.fileUnreadable, at: place, found: "zip") }
      at = try entry(at, end: end)
      if unpackedBytes > limits.unpackedBytes {
        throw Diagnostic(.fileTooLarge, at: place, found: "\(unpackedBytes >> 20) MiB", expected: "≤ \(limits.unpackedBytes >> 20) MiB")
      }
    }
  }

  /// Which workbook it is; throws for locked ones and for what is none.
  func format() throws(Diagnostic) -> FileFormat {
    if isLocked || holdsEncryptionData { throw Diagnostic(.fileEncrypted, at: place) }
    if names.contains("xl/workbook.xml") { return .xlsx }
    if mimetype.hasPrefix("application/vnd.oasis.opendocument.spreadsheet") { return .ods }
    let kind =
      names.contains("xl/workbook.bin")
      ? "XLSB"
      : names.contains("word/document.xml")
        ? "DOCX"
        : names.contains("ppt/presentation.xml") ? "PPTX" : mimetype.isEmpty ? "ZIP" : mimetype
    throw Diagnostic(.fileNotASpreadsheet, at: place, found: kind)
  }

  private mutating func entry(_ at: Int, end: Int) throws(Diagnostic) -> Int {
    let (flags, method) = (word(at + 8), word(at + 10))
    let (packed, unpacked) = (Int(long(at + 20)), long(at + 24))
    let next = at + 46 + word(at + 28) + word(at + 30) + word(at + 32)
    guard next <= end else { throw Diagnostic(.fileUnreadable, at: place, found: "zip") }
    let name = String(decoding: bytes[at + 46..<at + 46 + word(at + 28)], as: UTF8.self)
    names.append(name)
    unpackedBytes += unpacked
    if flags & 1 == 1 { isLocked = true }
    switch name {
    case "mimetype": mimetype = text(at: Int(long(at + 42)), length: packed, method: method) ?? ""
    case "META-INF/manifest.xml":
      holdsEncryptionData = text(at: Int(long(at + 42)), length: packed, method: method)?.contains("encryption-data") ?? false
    case "xl/workbook.xml":
      let part = text(at: Int(long(at + 42)), length: packed, method: method) ?? ""
      countsFrom1904 = part.contains("date1904=\"1\"") || part.contains("date1904=\"true\"")
    default: break
    }
    return next
  }

  /// One small part as text; nil when it can't be read.
  private func text(at offset: Int, length: Int, method: Int) -> String? {
    guard let packed = packedBytes(at: offset, length: length) else { return nil }
    return method == 0 ? String(decoding: packed.prefix(1 << 20), as: UTF8.self) : Inflate.text(packed, limit: 1 << 20)
  }

  /// The packed bytes behind a local header.
  private func packedBytes(at offset: Int, length: Int) -> UnsafeRawBufferPointer? {
    guard offset + 30 <= bytes.count, long(offset) == 0x0403_4B50 else { return nil }
    let start = offset + 30 + word(offset + 26) + word(offset + 28)
    guard start + length <= bytes.count else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
  }

  /// The end record stands in the last 65,557 bytes.
  private func findEnd() -> Int? {
    var at = bytes.count - 22
    while at >= 0, at >= bytes.count - 65_557 {
      if long(at) == 0x0605_4B50 { return at }
      at -= 1
    }
    return nil
  }

  private func word(_ at: Int) -> Int { Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self))) }
  private func long(_ at: Int) -> UInt64 { UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))) }
}
