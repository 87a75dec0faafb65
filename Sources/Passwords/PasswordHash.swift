internal import CArgon2

/// Passwords as argon2id strings (RFC 9106), by the reference library.
public enum PasswordHash {
  /// 19 MiB, two passes, one lane: the least that OWASP's cheat sheet on password storage names. About 30 ms of one core.
  private static let passes: UInt32 = 2
  private static let kibibytes: UInt32 = 19_456
  private static let saltLength = 16
  private static let hashLength = 32
  /// A longer text is refused before it costs anything.
  public static let longest = 256

  public enum Failure: Error { case library(Int32) }

  public static func make(_ password: String) throws -> String {
    let bytes = Array(password.utf8)
    let salt = Secret.random(saltLength)
    let length = argon2_encodedlen(passes, kibibytes, 1, UInt32(saltLength), UInt32(hashLength), Argon2_id)
    var encoded = [CChar](repeating: 0, count: Int(length))
    let status = argon2id_hash_encoded(passes, kibibytes, 1, bytes, bytes.count, salt, salt.count, hashLength, &encoded, encoded.count)
    guard status == ARGON2_OK.rawValue else { throw Failure.library(status) }
    return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether the password is the one of `hash`. A hash that can't be read fits no password.
  public static func fits(_ password: String, _ hash: String) -> Bool {
    guard password.utf8.count <= longest else { return false }
    let bytes = Array(password.utf8)
    return argon2id_verify(hash, bytes, bytes.count) == ARGON2_OK.rawValue
  }

  /// Takes as long as `fits` for an account that there is, so that time doesn't tell which names exist.
  public static func pretend(_ password: String) {
    // What it makes of it doesn't matter; that it fails only says that there was no memory.
    _ = try? make(String(password.prefix(longest)))
  }
}
