import Allocation
import Diagnostics

/// Numbers separated by white space, with the line that each stands in.
struct TokenReader {
  private let bytes: [UInt8]
  private let file: String
  private var at = 0
  private(set) var line = 1

  init(_ bytes: [UInt8], file: String) {
    // A byte order mark says nothing of numbers.
    (self.bytes, self.file) = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes, file)
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] <= 0x20 || bytes[at] == 0x2C {
      if bytes[at] == 0x0A { line += 1 }
      at += 1
    }
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return at >= bytes.count
    }
  }

  /// The next number, exact to four decimals. `what` says what was expected. Throws a `DiagnosticList`.
  mutating func number(_ what: String) throws -> Quantity {
    skipSpace()
    guard at < bytes.count else { throw fault(.truncated, found: "", what) }
    let start = at
    while at < bytes.count, bytes[at] > 0x20, bytes[at] != 0x2C { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard let number = Self.exact(text) else { throw fault(.notANumber, found: text, what) }
    return number
  }

  /// The next number as ten-thousandths; whole numbers may be as large as 10^`digits`, which no quantity is.
  mutating func wide(_ what: String, digits: Int = 12) throws -> Int128 {
    skipSpace()
    let start = at
    while at < bytes.count, bytes[at] > 0x20, bytes[at] != 0x2C { at += 1 }
    if let whole = Int64(String(decoding: bytes[start..<at], as: UTF8.self)) {
      guard whole.magnitude <= (0..<digits).reduce(UInt64(1), { power, _ in power * 10 }) else {
        throw fault(.outOfRange, found: "\(whole)", "\(what): ≤ 10^\(digits)")
      }
      return Int128(whole) * Int128(Quantity.scale)
    }
    at = start
    return Int128(try number(what).tenThousandths)
  }

  mutating func whole(_ what: String, least: Int, most: Int) throws -> Int {
    let number = try number(what)
    guard number.tenThousandths % Quantity.scale == 0, let whole = Int(exactly: number.tenThousandths / Quantity.scale), whole >= least,
      whole <= most
    else { throw fault(.outOfRange, found: number.decimal, "\(what): \(least)…\(most)") }
    return whole
  }

  /// The line of the next number.
  var firstLine: Int {
    mutating get {
      skipSpace()
      return line
    }
  }

  func fault(_ code: DiagnosticCode, found: String, _ expected: String) -> DiagnosticList {
    DiagnosticList([Diagnostic(code, at: .init(file: file, row: line), found: found, expected: expected)])
  }

  /// Plain decimals, and those with an exponent as other programs write them.
  private static func exact(_ text: String) -> Quantity? {
    if let plain = Quantity(decimal: text.hasSuffix(".") ? String(text.dropLast()) : text) { return plain }
    guard let value = Double(text), value.isFinite, value.magnitude <= 1e11 else { return nil }
    let scaled = (value * Double(Quantity.scale)).rounded()
    guard (scaled - value * Double(Quantity.scale)).magnitude <= 1e-6 * max(1, scaled.magnitude) else { return nil }
    return Quantity(tenThousandths: Int64(scaled))
  }
}
