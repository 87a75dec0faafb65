/// What is asked of a password. The two differ: 等保 2.0 level 3 asks for kinds of characters (and a new one every 90 days, which the database
/// counts), the ASVS for length alone.
public enum PasswordRule: String, Sendable {
  case mlps3, asvs

  public enum Fault: Hashable, Sendable {
    case tooShort(least: Int)
    case tooLong(most: Int)
    /// Of lower case, upper case, digits, others.
    case tooFewKinds(least: Int)
    case containsName
    case isCommon
  }

  private var least: Int { self == .mlps3 ? 10 : 12 }
  private static let leastKinds = 3

  /// All that is wrong with it. `person`: the login name, which it must not contain.
  public func faults(_ password: String, person: String) -> [Fault] {
    var faults: [Fault] = []
    if password.count < least { faults.append(.tooShort(least: least)) }
    if password.utf8.count > PasswordHash.longest { faults.append(.tooLong(most: PasswordHash.longest)) }
    if self == .mlps3, Self.kinds(password) < Self.leastKinds { faults.append(.tooFewKinds(least: Self.leastKinds)) }
    if person.count >= 3, password.lowercased().contains(person.lowercased()) { faults.append(.containsName) }
    if Self.isCommon(password) { faults.append(.isCommon) }
    return faults
  }

  private static func kinds(_ password: String) -> Int {
    let kinds = password.map { $0.isLowercase ? 0 : $0.isUppercase ? 1 : $0.isNumber ? 2 : 3 }
    return Set(kinds).count
  }

  /// A few characters again and again, a run of the keyboard, or a word that everybody tries first.
  private static func isCommon(_ password: String) -> Bool {
    let text = password.lowercased()
    if Set(text).count <= 4 { return true }
    return ["password", "qwerty", "123456", "abc123", "liaocheng", "yaosu", "admin", "welcome", "woaini"].contains {
      text.contains($0) && text.count < $0.count + 6
    }
  }
}
