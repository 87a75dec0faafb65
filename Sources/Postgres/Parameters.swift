/// The values of one statement, kept in one flat buffer in the server's binary form.
public struct Parameters: Sendable, ExpressibleByArrayLiteral {
  public enum Value: Sendable, Hashable {
    case bool(Bool), int2(Int16), int4(Int32), int8(Int64), float8(Double), text(String), bytes([UInt8]), textArray([String]), int8Array(
      [Int64])
    /// Days since 2000-01-01, as the server counts.
    case date(Int32)
    case null

    public static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .null }
    public static func optional(_ number: Int64?) -> Value { number.map(Value.int8) ?? .null }
  }

  var bytes: [UInt8] = []
  /// Where each value begins; −1 is NULL.
  var offsets: [Int] = []
  var lengths: [Int32] = []
  var types: [UInt32] = []

  public init(arrayLiteral elements: Value...) { for element in elements { append(element) } }
  public init(_ elements: [Value]) { for element in elements { append(element) } }

  public mutating func append(_ value: Value) {
    let start = bytes.count
    bytes.appendField(value)
    types.append(value.type)
    offsets.append(value == .null ? -1 : start)
    lengths.append(Int32(bytes.count - start))
  }

  /// Lends the arrays that libpq wants; they live only while `body` runs.
  func withPointers<R>(
    _ body: (
      Int32, UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) throws -> R
  ) rethrows -> R {
    let count = offsets.count
    return try bytes.withUnsafeBytes { raw in
      try withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
        try withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { formats in
          for i in 0..<count {
            // An empty text has an offset at the buffer's end: any non-null pointer says "not NULL".
            let base = raw.baseAddress ?? UnsafeRawPointer(values.baseAddress!)
            values[i] = offsets[i] < 0 ? nil : (base + offsets[i]).assumingMemoryBound(to: CChar.self)
            formats[i] = 1
          }
          return try body(Int32(count), types, UnsafePointer(values.baseAddress), lengths, UnsafePointer(formats.baseAddress))
        }
      }
    }
  }
}

extension Parameters.Value {
  /// Object identifier of the type in pg_type; 0 lets the server infer it.
  var type: UInt32 {
    switch self {
    case .bool: 16
    case .int2: 21
    case .int4: 23
    case .int8: 20
    case .float8: 701
    case .text: 25
    case .bytes: 17
    case .textArray: 1009
    case .int8Array: 1016
    case .date: 1082
    case .null: 0
    }
  }
}

extension [UInt8] {
  mutating func appendBigEndian<T: FixedWidthInteger>(_ value: T) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  /// The value in the server's binary form, without its length.
  mutating func appendField(_ value: Parameters.Value) {
    switch value {
    case .bool(let v): append(v ? 1 : 0)
    case .int2(let v): appendBigEndian(v)
    case .int4(let v), .date(let v): appendBigEndian(v)
    case .int8(let v): appendBigEndian(v)
    case .float8(let v): appendBigEndian(v.bitPattern)
    case .text(let v): append(contentsOf: v.utf8)
    case .bytes(let v): append(contentsOf: v)
    case .textArray(let v): appendArray(v.map(Parameters.Value.text), element: 25)
    case .int8Array(let v): appendArray(v.map(Parameters.Value.int8), element: 20)
    case .null: break
    }
  }

  /// One dimension, from 1, without NULLs.
  private mutating func appendArray(_ values: [Parameters.Value], element: UInt32) {
    appendBigEndian(Int32(values.isEmpty ? 0 : 1))
    appendBigEndian(Int32(0))
    appendBigEndian(element)
    guard !values.isEmpty else { return }
    appendBigEndian(Int32(values.count))
    appendBigEndian(Int32(1))
    for value in values { appendLengthAndField(value) }
  }

  mutating func appendLengthAndField(_ value: Parameters.Value) {
    let place = count
    appendBigEndian(Int32(-1))
    guard value != .null else { return }
    appendField(value)
    let length = Int32(count - place - 4).bigEndian
    Swift.withUnsafeBytes(of: length) { bytes in for (i, byte) in bytes.enumerated() { self[place + i] = byte } }
  }
}
