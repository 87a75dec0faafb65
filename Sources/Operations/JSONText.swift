import Foundation

/// JSON as the CLI and the service write it: keys in order, so that two answers can be compared.
public enum JSONText {
  public static func pretty(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      // Only numbers that JSON doesn't have could fail, and those are texts.
      preconditionFailure("\(error)")
    }
  }

  /// On one line, for streams.
  public static func line(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      // As above: nothing that we encode can fail.
      preconditionFailure("\(error)")
    }
  }
}
