internal import Foundation

/// Bytes into a file through a buffer of fixed size.
final class OutputFile {
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private static let limit = 1 << 20

  /// Replaces what is there.
  init(path: String) throws {
    let url = URL(fileURLWithPath: path)
    try Data().write(to: url)
    handle = try FileHandle(forWritingTo: url)
    buffer.reserveCapacity(OutputFile.limit + 65_536)
  }

  func write(_ text: some StringProtocol) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > OutputFile.limit { try flush() }
  }

  func flush() throws {
    try handle.write(contentsOf: buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  func close() throws {
    try flush()
    try handle.close()
  }
}

/// Comma-separated values as spreadsheets read them.
enum CSV {
  /// Marks UTF-8 for spreadsheets.
  static let byteOrderMark = "\u{FEFF}"

  static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\n" }

  static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  /// Rows of cells with the line on which each begins; nil when a quotation doesn't end.
  static func rows(_ text: String) -> [(line: Int, cells: [String])]? {
    var rows: [(line: Int, cells: [String])] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var (line, start) = (1, 1)
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    func taken() -> String { String(decoding: cell, as: UTF8.self) }
    while let byte = bytes.popFirst() {
      if byte == 0x0A { line += 1 }
      switch (byte, isQuoted) {
      case (0x22, true):
        if bytes.first == 0x22 { cell.append(bytes.removeFirst()) } else { isQuoted = false }
      case (0x22, false): isQuoted = true
      case (0x2C, false):
        cells.append(taken())
        cell = []
      case (0x0D, false): break
      case (0x0A, false):
        cells.append(taken())
        rows.append((start, cells))
        (cells, cell, start) = ([], [], line)
      default: cell.append(byte)
      }
    }
    if isQuoted { return nil }
    if !cell.isEmpty || !cells.isEmpty { rows.append((start, cells + [taken()])) }
    return rows
  }
}
