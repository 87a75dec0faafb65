/// A streaming reader of RFC 4180 text: bytes go in as they come, rows come out. Reads LF, CRLF and CR; a quote inside an unquoted
/// cell is taken as it is, as spreadsheets do.
struct CSVParser {
  enum Failure: Error, Equatable {
    /// A quoted cell that began on this row never ends.
    case openQuote(row: Int)
    case cellTooLong(row: Int, column: Int)
    case tooManyColumns(row: Int)
  }
  private enum State { case start, plain, quoted, quoteInQuoted }

  let delimiter: UInt8
  let maximumColumns: Int
  let maximumCellBytes: Int
  private var state = State.start
  private var cell: [UInt8] = []
  private var cells: [String] = []
  private var row = 1
  private var sawReturn = false
  private var isRowEmpty = true

  init(delimiter: UInt8, maximumColumns: Int, maximumCellBytes: Int) {
    (self.delimiter, self.maximumColumns, self.maximumCellBytes) = (delimiter, maximumColumns, maximumCellBytes)
  }

  /// Takes the next bytes; `each` gets the number of a row (from 1, as a spreadsheet would count) and its cells, and returns false to stop.
  /// Returns false when it was stopped.
  mutating func take(_ bytes: UnsafeRawBufferPointer, each: (Int, [String]) throws -> Bool) throws -> Bool {
    var at = 0
    let count = bytes.count
    while at < count {
      let byte = bytes[at]
      if sawReturn {
        sawReturn = false
        if byte == 10 {
          at += 1
          continue
        }
      }
      switch state {
      case .quoted:
        // A run up to the next quote goes over at once.
        var end = at
        while end < count, bytes[end] != 0x22 { end += 1 }
        if end > at { try append(bytes[at..<end]) }
        at = end
        if at < count {
          state = .quoteInQuoted
          at += 1
        }
        continue
      case .quoteInQuoted where byte == 0x22:
        cell.append(0x22)
        state = .quoted
      case .start where byte == 0x22: (state, isRowEmpty) = (.quoted, false)
      default:
        if byte == delimiter {
          try endCell()
          isRowEmpty = false
        } else if byte == 10 || byte == 13 {
          sawReturn = byte == 13
          if try !endRow(each) { return false }
        } else {
          var end = at + 1
          while end < count, bytes[end] != delimiter, bytes[end] != 10, bytes[end] != 13 { end += 1 }
          try append(bytes[at..<end])
          (state, isRowEmpty) = (.plain, false)
          at = end
          continue
        }
      }
      at += 1
    }
    return true
  }

  /// Says that no more bytes come.
  mutating func finish(each: (Int, [String]) throws -> Bool) throws -> Bool {
    if state == .quoted { throw Failure.openQuote(row: row) }
    return isRowEmpty ? true : try endRow(each)
  }

  private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) throws {
    guard cell.count + bytes.count <= maximumCellBytes else { throw Failure.cellTooLong(row: row, column: cells.count + 1) }
    cell.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes))
  }

  private mutating func endCell() throws {
    guard cells.count < maximumColumns else { throw Failure.tooManyColumns(row: row) }
    cells.append(String(decoding: cell, as: UTF8.self))
    cell.removeAll(keepingCapacity: true)
    state = .start
  }

  private mutating func endRow(_ each: (Int, [String]) throws -> Bool) throws -> Bool {
    if !isRowEmpty { try endCell() }
    let (number, done) = (row, cells)
    row += 1
    cells.removeAll(keepingCapacity: true)
    (state, isRowEmpty) = (.start, true)
    return try each(number, done)
  }

  /// The delimiter of the first lines: the one that occurs most outside quotes.
  static func delimiter(of bytes: UnsafeRawBufferPointer) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var (inQuotes, lines) = (false, 0)
    for byte in bytes.prefix(65_536) where lines < 20 {
      switch byte {
      case 0x22: inQuotes.toggle()
      case 10 where !inQuotes: lines += 1
      case 0x2C where !inQuotes, 0x3B where !inQuotes, 0x09 where !inQuotes: counts[byte, default: 0] += 1
      default: break
      }
    }
    return [0x2C, 0x09, 0x3B].max { (counts[$0] ?? 0, $0 == 0x2C ? 1 : 0) < (counts[$1] ?? 0, $1 == 0x2C ? 1 : 0) } ?? 0x2C
  }
}
