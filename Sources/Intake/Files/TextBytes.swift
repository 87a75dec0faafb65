import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text of a CSV file as UTF-8, whatever it was written in: UTF-8 with or without mark, UTF-16 with mark, or GB18030.
enum TextBytes {
  /// Calls `body` with UTF-8 bytes. Throws a `Diagnostic` naming the line where the text is in none of the encodings.
  static func withUTF8<R>(_ bytes: UnsafeRawBufferPointer, file: String, _ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
    if FileFormat.starts(bytes, [0xFF, 0xFE]) || FileFormat.starts(bytes, [0xFE, 0xFF]) {
      return try converted(bytes, from: "UTF-16", file: file, body)
    }
    if FileFormat.starts(bytes, [0xEF, 0xBB, 0xBF]) {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[3...])
      if let bad = firstBad(rest, "UTF-8") { throw wrong(rest, at: bad, file: file, expected: "UTF-8") }
      return try body(rest)
    }
    guard let badUTF8 = firstBad(bytes, "UTF-8") else { return try body(bytes) }
    // A mostly-UTF-8 file with one broken character is a broken UTF-8 file, unless it reads as GB18030 from the start.
    guard let badGB = firstBad(bytes, "GB18030") else { return try converted(bytes, from: "GB18030", file: file, body) }
    throw wrong(bytes, at: max(badUTF8, badGB), file: file, expected: "UTF-8, GB18030")
  }

  private static func wrong(_ bytes: UnsafeRawBufferPointer, at offset: Int, file: String, expected: String) -> Diagnostic {
    let line = 1 + bytes[..<min(offset, bytes.count)].reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
    let shown = bytes[min(offset, bytes.count)...].prefix(4).map { "0x" + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
    return Diagnostic(.fileEncoding, at: .init(file: file, row: line), found: shown, expected: expected)
  }

  private static func converted<R>(
    _ bytes: UnsafeRawBufferPointer, from encoding: String, file: String, _ body: (UnsafeRawBufferPointer) throws -> R
  ) throws -> R {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 2)
    if let bad = convert(bytes, from: encoding, each: { text.append(contentsOf: $0) }) {
      throw wrong(bytes, at: bad, file: file, expected: encoding)
    }
    return try text.withUnsafeBytes { try body($0) }
  }

  /// Offset of the first byte that is not of the encoding; nil when all are.
  private static func firstBad(_ bytes: UnsafeRawBufferPointer, _ encoding: String) -> Int? {
    convert(bytes, from: encoding, each: { _ in })
  }

  /// Converts to UTF-8 piece by piece; returns the offset of the first bad byte.
  private static func convert(_ bytes: UnsafeRawBufferPointer, from encoding: String, each: (UnsafeRawBufferPointer) -> Void) -> Int? {
    guard let base = bytes.baseAddress, let handle = iconv_open("UTF-8", encoding), Int(bitPattern: handle) != -1 else {
      return bytes.isEmpty ? nil : 0
    }
    defer { iconv_close(handle) }
    let room = 1 << 16
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 1)
    defer { piece.deallocate() }
    // iconv takes a mutable pointer and doesn't write through it.
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(mutating: base.assumingMemoryBound(to: CChar.self))
    var left = bytes.count
    while left > 0 {
      var output: UnsafeMutablePointer<CChar>? = piece.baseAddress?.assumingMemoryBound(to: CChar.self)
      var free = room
      let result = iconv(handle, &input, &left, &output, &free)
      let reason = errno
      each(UnsafeRawBufferPointer(rebasing: piece[..<(room - free)]))
      if Int(truncatingIfNeeded: result) == -1, reason != E2BIG || free == room { return bytes.count - left }
    }
    return nil
  }
}
