/// Random secrets of cookies, tokens and first passwords, from the system's generator.
public enum Secret {
  public static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// 256 bits as 64 hexadecimal digits.
  public static func token() -> String { hex(random(32)) }

  /// Four groups of letters and digits that nobody takes for each other: about 78 bits, with all kinds that rules ask for.
  public static func firstPassword() -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    var generator = SystemRandomNumberGenerator()
    while true {
      let text = String((0..<4).map { _ in String((0..<4).map { _ in letters.randomElement(using: &generator)! }) }.joined(separator: "-"))
      if PasswordRule.mlps3.faults(text, person: "").isEmpty { return text }
    }
  }

  public static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Equal, in a time that doesn't depend on where they differ.
  public static func areEqual(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
