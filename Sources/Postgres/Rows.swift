import CPQ

/// Owns one PGresult, in binary form. Not copyable, so it is cleared once.
///
/// Getters by column name throw `RowError` when the column is missing, NULL, or of another type: a programmer's mistake that a test finds.
public struct Rows: ~Copyable {
  let raw: OpaquePointer
  init(_ raw: OpaquePointer) { self.raw = raw }
  deinit { PQclear(raw) }

  public var count: Int { Int(PQntuples(raw)) }
  /// Rows that an INSERT, UPDATE, DELETE or COPY touched.
  public var affected: Int { Int(String(cString: PQcmdTuples(raw))) ?? 0 }
  public var columns: [String] { (0..<PQnfields(raw)).map { String(cString: PQfname(raw, $0)) } }
  /// pg_type identifiers of the columns.
  public var types: [UInt32] { (0..<PQnfields(raw)).map { PQftype(raw, $0) } }

  public func isNull(_ row: Int, _ column: String) throws -> Bool { PQgetisnull(raw, Int32(row), try index(column)) == 1 }

  public func string(_ row: Int, _ column: String) throws -> String { String(decoding: try value(row, column), as: UTF8.self) }
  public func bool(_ row: Int, _ column: String) throws -> Bool { try fixed(row, column, as: UInt8.self) != 0 }
  public func int32(_ row: Int, _ column: String) throws -> Int32 { try fixed(row, column, as: Int32.self) }
  public func int64(_ row: Int, _ column: String) throws -> Int64 { try fixed(row, column, as: Int64.self) }
  public func double(_ row: Int, _ column: String) throws -> Double { Double(bitPattern: try fixed(row, column, as: UInt64.self)) }

  public func optionalString(_ row: Int, _ column: String) throws -> String? { try isNull(row, column) ? nil : string(row, column) }
  /// Text of a json or jsonb value (jsonb's binary form is a version byte before the text).
  public func optionalJSON(_ row: Int, _ column: String) throws -> String? {
    guard try !isNull(row, column) else { return nil }
    let bytes = try value(row, column)
    return String(decoding: bytes.first == 1 ? UnsafeRawBufferPointer(rebasing: bytes.dropFirst()) : bytes, as: UTF8.self)
  }
  public func optionalInt32(_ row: Int, _ column: String) throws -> Int32? { try isNull(row, column) ? nil : int32(row, column) }
  public func optionalInt64(_ row: Int, _ column: String) throws -> Int64? { try isNull(row, column) ? nil : int64(row, column) }
  public func optionalDouble(_ row: Int, _ column: String) throws -> Double? { try isNull(row, column) ? nil : double(row, column) }

  public func int32Array(_ row: Int, _ column: String) throws -> [Int32] {
    try array(row, column) { bytes in
      guard bytes.count == 4 else { throw RowError(column: column, problem: .wrongType) }
      return Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))
    }
  }
  public func stringArray(_ row: Int, _ column: String) throws -> [String] {
    try array(row, column) { String(decoding: $0, as: UTF8.self) }
  }

  private func index(_ column: String) throws -> Int32 {
    let index = PQfnumber(raw, column)
    guard index >= 0 else { throw RowError(column: column, problem: .missing) }
    return index
  }

  private func value(_ row: Int, _ column: String) throws -> UnsafeRawBufferPointer {
    precondition(row >= 0 && row < count, "row \(row) of \(count)")
    let index = try index(column)
    guard PQgetisnull(raw, Int32(row), index) == 0 else { throw RowError(column: column, problem: .null) }
    return UnsafeRawBufferPointer(start: PQgetvalue(raw, Int32(row), index), count: Int(PQgetlength(raw, Int32(row), index)))
  }

  private func fixed<T: FixedWidthInteger>(_ row: Int, _ column: String, as type: T.Type) throws -> T {
    let bytes = try value(row, column)
    guard bytes.count == MemoryLayout<T>.size else { throw RowError(column: column, problem: .wrongType) }
    return T(bigEndian: bytes.loadUnaligned(as: T.self))
  }

  /// Elements of a one-dimensional array without NULLs.
  private func array<T>(_ row: Int, _ column: String, _ element: (UnsafeRawBufferPointer) throws -> T) throws -> [T] {
    let bytes = try value(row, column)
    func word(_ at: Int) -> Int { Int(Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: Int32.self))) }
    guard bytes.count >= 12 else { throw RowError(column: column, problem: .wrongType) }
    if word(0) == 0 { return [] }
    guard word(0) == 1, word(4) == 0, bytes.count >= 20 else { throw RowError(column: column, problem: .wrongType) }
    var at = 20
    return try (0..<word(12)).map { _ in
      let length = word(at)
      defer { at += 4 + length }
      return try element(UnsafeRawBufferPointer(rebasing: bytes[(at + 4)..<(at + 4 + length)]))
    }
  }
}

/// A row was read as what it isn't.
public struct RowError: Error, Hashable, Sendable {
  public enum Problem: String, Hashable, Sendable { case missing, null, wrongType }
  public var column: String
  public var problem: Problem
  public init(column: String, problem: Problem) { (self.column, self.problem) = (column, problem) }
}
