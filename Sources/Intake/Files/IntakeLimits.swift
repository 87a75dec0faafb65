import Diagnostics

/// Named limits on everything in a file that can grow. A file past one of them is refused with a sentence, not read halfway.
public struct IntakeLimits: Sendable {
  /// Bytes of the file itself.
  public var fileBytes = 200 << 20
  /// Bytes that a packed workbook may claim to hold.
  public var unpackedBytes: UInt64 = 1 << 30
  /// Entries of a packed workbook.
  public var packedEntries = 10_000
  public var sheets = 100
  public var rows = 1_000_000
  public var columns = 500
  /// Bytes of one cell; Excel's own limit is 32,767 characters.
  public var cellBytes = 131_072
  /// Rows at the top of a sheet among which the header is looked for.
  public var headerRows = 30
  /// Diagnostics that are kept; the report has the true total.
  public var shownDiagnostics = 1_000
  /// Limits of the converter: seconds of processor and of wall time, bytes of memory, bytes that it may write.
  public var converterCPUSeconds = 120
  public var converterSeconds = 300
  public var converterMemoryBytes: UInt64 = 3 << 30
  public var converterOutputBytes = 2 << 30
  public init() {}
}
