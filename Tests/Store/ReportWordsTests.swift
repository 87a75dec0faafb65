import Diagnostics
import Foundation
import Postgres
import Store
import TestSupport
import Testing

/// What a report writes in Chinese, or as a code, can be read in both languages.
@Suite("Words of reports")
struct ReportWordsTests {
  private func texts(_ folder: String) throws -> [(file: String, text: String)] {
    let folder = TestDatabase.checkout.appending(path: folder)
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map {
      ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
    }
  }

  @Test("every Chinese word that a view writes is in the glossary, and so is every code that a column's comment explains")
  func complete() throws {
    try CaseFixture.with { city in
      let words = try ReportStore(city.session, city: CaseFixture.city).glossary()
      var found = 0
      for (file, text) in try texts("sql/views/report") where file != "glossary.sql" {
        let body = text.split(separator: "\n").filter { !$0.hasPrefix("COMMENT") && !$0.hasPrefix("--") }.joined(separator: "\n")
        for literal in body.matches(of: /'([^'\n]*[一-龥][^'\n]*)'/).map({ String($0.1) }) where !Self.parts.contains(literal) {
          found += 1
          #expect(words.word(literal, .english) != literal, "\(file): \(literal)")
        }
        // `状态：open 办理中，closed 办结` in the comment of column status.
        for comment in text.matches(of: /COMMENT ON COLUMN report\.\w+\.(\w+) IS '[^']*：([^']*)'/)
        where !Self.otherCodes.contains(String(comment.1)) {
          for code in comment.2.matches(of: /([A-Za-z_]{3,}) \p{Han}/).map({ String($0.1) }) {
            found += 1
            #expect(words.text(String(comment.1), code, .chinese) != code, "\(file): \(comment.1) \(code)")
          }
        }
      }
      #expect(found > 90)
    }
  }
  /// Formats and pieces of sentences that are known whole.
  private static let parts: Set<String> = ["YYYY\"年第\"Q\"季度\"", "（逾期 ", " 天）", "（完成 %s%%，序时 %s%%）", "（应开工 %s）", "（%s 天无进展）"]
  /// Documented by another column's codes.
  private static let otherCodes: Set<String> = []

  @Test("names that the city keeps come with it: regions, factors and their units, offices, roles, steps, answers, lights")
  func names() throws {
    try CaseFixture.with { city in
      let words = try ReportStore(city.session, city: CaseFixture.city).glossary()
      for table in [
        "policy.region", "policy.factor", "office.role", "policy.indicator", "work.procedure", "work.step", "work.outcome",
      ] {
        let column = ["policy.region", "policy.factor", "office.role"].contains(table) ? "name" : "title"
        let rows = try city.session.query("SELECT DISTINCT \(column) AS x FROM \(table)")
        for row in 0..<rows.count {
          let name = try rows.string(row, "x")
          #expect(words.word(name, .english).utf8.allSatisfy { $0 < 0x80 }, "\(table): \(name)")
        }
      }
      let lights = try city.session.query("SELECT DISTINCT text AS x FROM policy.light")
      for row in 0..<lights.count {
        let text = try lights.string(row, "x")
        #expect(words.text("reason", text, .english) != text, "\(text)")
      }
      // Officers and enterprises read by the same words as the city.
      for person in ["s-1", "ent-1"] {
        let own = try city.asOfficer(person) { try ReportStore($0, city: CaseFixture.city).glossary() }
        #expect(own.word("市财政局", .english) == "Finance" && own.word("部门意见", .english) == "Opinions", "\(person)")
      }
    }
  }
}
