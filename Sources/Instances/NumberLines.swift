/// Text around numbers: lines that hold anything else, and remarks behind `#` or `//`.
struct NumberLines {
  private let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The same lines with nothing but numbers in them; nil when there is no other line.
  var bytesWithoutText: [UInt8]? {
    var (bare, isChanged) = ([UInt8](), false)
    bare.reserveCapacity(bytes.count)
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let numbers = Self.numbers(line)
      if numbers.count != line.count { isChanged = true }
      if index > 0 { bare.append(0x0A) }
      bare += numbers
    }
    return isChanged ? bare : nil
  }

  private static func numbers(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let (hash, slash) = (UInt8(ascii: "#"), UInt8(ascii: "/"))
    let remark = line.indices.first { line[$0] == hash || line[$0] == slash && $0 + 1 < line.endIndex && line[$0 + 1] == slash }
    let rest = remark.map { line[..<$0] } ?? line
    return rest.allSatisfy(isOfNumbers) && rest.contains(where: isDigit) || rest.allSatisfy { $0 <= 0x20 } ? rest : []
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isOfNumbers(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x2C || isDigit(byte) || "+-.eE".utf8.contains(byte) }
}
