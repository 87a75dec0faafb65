import Passwords
import Testing

@Suite("Passwords")
struct PasswordTests {
  @Test("a hash is argon2id with its own salt, fits its password and no other, and nothing fits what isn't a hash")
  func hash() throws {
    let (one, other) = (try PasswordHash.make("Gz7!xKwQm-莘"), try PasswordHash.make("Gz7!xKwQm-莘"))
    #expect(one != other)
    #expect(one.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    #expect(PasswordHash.fits("Gz7!xKwQm-莘", one))
    #expect(!PasswordHash.fits("Gz7!xKwQm-萃", one))
    #expect(!PasswordHash.fits("", one))
    #expect(!PasswordHash.fits("x", "$argon2id$nonsense"))
    #expect(!PasswordHash.fits(String(repeating: "a", count: 257), one))
  }

  @Test("rules: kinds of characters by 等保, length by ASVS, never the name or what everybody tries")
  func rules() {
    #expect(PasswordRule.mlps3.faults("abcdefghij", person: "hq-1") == [.tooFewKinds(least: 3)])
    #expect(PasswordRule.asvs.faults("abcdefghij", person: "hq-1") == [.tooShort(least: 12)])
    #expect(PasswordRule.asvs.faults("correct horse battery", person: "hq-1") == [])
    #expect(PasswordRule.mlps3.faults("Hq-1Zx9!wert", person: "hq-1") == [.containsName])
    #expect(PasswordRule.mlps3.faults("Password1!", person: "hq-1") == [.isCommon])
    #expect(PasswordRule.mlps3.faults("Aa1!", person: "hq-1") == [.tooShort(least: 10), .isCommon])
  }

  @Test("first passwords keep their own rule and don't repeat")
  func first() {
    let all = (0..<50).map { _ in Secret.firstPassword() }
    #expect(Set(all).count == 50)
    #expect(all.allSatisfy { PasswordRule.mlps3.faults($0, person: "hq-1").isEmpty })
    #expect(Secret.areEqual("abc", "abc") && !Secret.areEqual("abc", "abd") && !Secret.areEqual("abc", "ab"))
  }
}
