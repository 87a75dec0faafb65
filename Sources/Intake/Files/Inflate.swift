/// Unpacks one small deflated part of a workbook (RFC 1951): the manifest that says whether it is locked, the part that names the
/// date system. Whole sheets are unpacked by the converter in its own process.
struct Inflate {
  private let input: UnsafeRawBufferPointer
  private var position = 0
  private var bits: UInt32 = 0
  private var bitCount = 0
  private var output: [UInt8] = []
  private let limit: Int

  /// nil when the bytes are no deflate stream; cut at `limit` bytes.
  static func text(_ packed: UnsafeRawBufferPointer, limit: Int) -> String? {
    var inflate = Inflate(packed, limit: limit)
    return inflate.run() ? String(decoding: inflate.output, as: UTF8.self) : nil
  }

  private init(_ input: UnsafeRawBufferPointer, limit: Int) { (self.input, self.limit) = (input, limit) }

  private mutating func run() -> Bool {
    while true {
      guard let last = take(1), let kind = take(2) else { return false }
      let isGood: Bool
      switch kind {
      case 0: isGood = copyStored()
      case 1: isGood = decode(Huffman(Inflate.fixedLengths), Huffman([UInt8](repeating: 5, count: 30)))
      case 2:
        guard let (literals, distances) = readTables() else { return false }
        isGood = decode(literals, distances)
      default: return false
      }
      if !isGood { return false }
      if last == 1 || output.count >= limit { return true }
    }
  }

  private mutating func take(_ count: Int) -> Int? {
    while bitCount < count {
      guard position < input.count else { return nil }
      bits |= UInt32(input[position]) << UInt32(bitCount)
      position += 1
      bitCount += 8
    }
    let value = Int(bits & (1 << UInt32(count) - 1))
    bits >>= UInt32(count)
    bitCount -= count
    return value
  }

  private mutating func copyStored() -> Bool {
    (bits, bitCount) = (0, 0)
    guard position + 4 <= input.count else { return false }
    let length = Int(input[position]) | Int(input[position + 1]) << 8
    position += 4
    guard position + length <= input.count else { return false }
    output.append(contentsOf: input[position..<position + length])
    position += length
    return true
  }

  private mutating func symbol(_ table: Huffman) -> Int? {
    var (code, first, index) = (0, 0, 0)
    for length in 1...15 {
      guard let bit = take(1) else { return nil }
      code |= bit
      let count = table.counts[length]
      if code - count < first { return table.symbols[index + code - first] }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return nil
  }

  private mutating func decode(_ literals: Huffman, _ distances: Huffman) -> Bool {
    while output.count < limit {
      guard let symbol = symbol(literals) else { return false }
      if symbol < 256 {
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return true }
      guard symbol - 257 < Inflate.lengths.count, let extra = take(Inflate.lengthBits[symbol - 257]) else { return false }
      let length = Inflate.lengths[symbol - 257] + extra
      guard let code = self.symbol(distances), code < 30 else { return false }
      let extraBits = code < 4 ? 0 : code / 2 - 1
      guard let more = take(extraBits) else { return false }
      let distance = (code < 4 ? code : (2 + code % 2) << extraBits) + 1 + more
      guard distance <= output.count else { return false }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
    return true
  }

  private mutating func readTables() -> (Huffman, Huffman)? {
    guard let literalCount = take(5), let distanceCount = take(5), let codeCount = take(4) else { return nil }
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for i in 0..<codeCount + 4 {
      guard let length = take(3) else { return nil }
      codeLengths[Inflate.order[i]] = UInt8(length)
    }
    let codes = Huffman(codeLengths)
    var lengths: [UInt8] = []
    let total = literalCount + 257 + distanceCount + 1
    while lengths.count < total {
      guard let next = symbol(codes) else { return nil }
      switch next {
      case 0...15: lengths.append(UInt8(next))
      case 16:
        guard let previous = lengths.last, let times = take(2) else { return nil }
        lengths.append(contentsOf: repeatElement(previous, count: times + 3))
      default:
        guard let times = take(next == 17 ? 3 : 7) else { return nil }
        lengths.append(contentsOf: repeatElement(0, count: times + (next == 17 ? 3 : 11)))
      }
    }
    guard lengths.count == total else { return nil }
    return (Huffman(Array(lengths[..<(literalCount + 257)])), Huffman(Array(lengths[(literalCount + 257)...])))
  }

  /// Canonical codes: how many there are of each length, and their symbols in order.
  private struct Huffman {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int]
    init(_ lengths: [UInt8]) {
      for length in lengths { counts[Int(length)] += 1 }
      counts[0] = 0
      symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    }
  }

  private static let fixedLengths =
    [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
    + [UInt8](repeating: 8, count: 8)
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
}
