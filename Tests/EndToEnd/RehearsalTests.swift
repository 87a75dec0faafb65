import Foundation
import Postgres
import TestSupport
import Testing

/// In the year of `YearTests`: what another policy would have made of it.
extension YearTests {
  private struct Outcome: Decodable {
    struct Total: Decodable { var projects: Int }
    struct Difference: Decodable {
      var kind: String, subject: String, before: String, after: String
    }
    var before: Total
    var after: Total
    var differences: [Difference]
  }

  private func rehearse(_ program: Program, _ arguments: String) throws -> Outcome {
    let result = try program.run("policy rehearse \(arguments) --from 2026-01-01 --to 2026-11-20 --format json")
    guard result.status == 0 else { throw SampleDatabase.Failure(what: result.all) }
    return try JSONDecoder().decode(Outcome.self, from: Data(result.output.utf8))
  }

  private func scenario(_ policy: String) throws -> String {
    let path = Self.folder.appending(path: "article-\(UUID().uuidString).yaml")
    try "title: 试改\ntitle_en: a change\nextends: [base]\npolicy:\n  \(policy)\nassertions: []\n".write(
      to: path, atomically: true, encoding: .utf8)
    return path.path
  }

  @Test("[L31] a rehearsed share shows each pool's other split and who would be served; the books and the policy stay as they are")
  func rehearsedShare() throws {
    try withYear { program, session in
      func state() throws -> String {
        try session.query(
          "SELECT (SELECT count(*) FROM ledger.entry) || ' ' || (SELECT md5(string_agg(value, '' ORDER BY version, key, factor, industry, region)) FROM policy.parameter) || ' ' || (SELECT md5(string_agg(classes::text, '' ORDER BY project)) FROM library.judgement) AS x"
        ).string(0, "x")
      }
      let before = try state()
      let outcome = try rehearse(program, try scenario("coordination_share: {land: 100%}"))
      let shares = outcome.differences.filter { $0.kind == "share" }
      #expect(!shares.isEmpty && shares.allSatisfy { $0.subject.contains(".land.") })
      for share in shares { #expect(try #require(Double(share.after)) > #require(Double(share.before))) }
      // Counted from the deposits themselves: all of each.
      let booked = try session.query(
        "SELECT trim_scale(sum(core.units(l.quantity::bigint)))::text AS x FROM ledger.lot l WHERE l.factor = 'land' AND l.city_part IS NOT NULL"
      ).string(0, "x")
      let rehearsed = shares.reduce(Decimal.zero) { $0 + (Decimal(string: $1.after) ?? 0) }
      #expect(rehearsed == Decimal(string: booked))
      #expect(outcome.before.projects > 0 && outcome.after.projects > 0)
      for row in outcome.differences where row.kind == "served" { #expect(Set([row.before, row.after]) == ["served", "left_out"]) }
      #expect(try state() == before, "a rehearsal leaves nothing")
    }
  }

  @Test("[L31] thresholds, idle rules and terms: who would be of another class, reclaimed, late; what changes nothing shows nothing")
  func rehearsedRules() throws {
    try withYear { program, _ in
      let classes = try rehearse(program, try scenario("class.planned_min_investment: 1"))
      #expect(classes.differences.contains { $0.kind == "class" && $0.after.contains("5") && !$0.before.contains("5") })
      let same = try rehearse(program, try scenario("answer_days: 31"))
      #expect(same.differences.isEmpty, "\(same.differences)")
      func changed(_ name: String, _ was: String, _ becomes: String) throws -> String {
        let path = TestDatabase.checkout.appending(path: "Scenarios/liaocheng/procedures/\(name).yaml")
        let text = try String(contentsOf: path, encoding: .utf8)
        #expect(text.contains(was), "\(name) has \(was)")
        let out = Self.folder.appending(path: "\(name)-\(UUID().uuidString).yaml")
        try text.replacing(was, with: becomes).write(to: out, atomically: true, encoding: .utf8)
        return out.path
      }
      let reclaim = try rehearse(program, "base --procedure \(try changed("reclaim", "at_least: \"365\"", "at_least: \"90\""))")
      let sooner = reclaim.differences.filter { $0.kind == "reclaim" }
      #expect(!sooner.isEmpty)
      for row in sooner { #expect(row.before.isEmpty || row.after < row.before, "\(row)") }
      let terms = try rehearse(program, "base --procedure \(try changed("consultation", "due: 10 working days", "due: 2 working days"))")
      let late = terms.differences.filter { $0.kind == "late" }
      #expect(!late.isEmpty)
      for row in late { #expect(row.before == "on_time" && row.after == "late", "\(row)") }
    }
  }

  @Test("[L31] a rehearsal can't be committed by any client, and one that can't be done is refused in a sentence")
  func rehearsalRefused() throws {
    try withYear { program, session in
      let error = #expect(throws: PostgresError.self) {
        try session.transaction {
          try $0.script("SELECT policy.rehearse('371500', '[{\"key\": \"answer_days\", \"value\": \"1\"}]', '2026-07-01')")
        }
      }
      #expect(error?.sqlState == "YS211")
      #expect(try session.query("SELECT count(*) AS n FROM policy.parameter WHERE value = '1' AND source = '预演'").int64(0, "n") == 0)
      for (arguments, words) in [
        ("base --from 2026-01-01 --to 2026-11-20", "nothing to rehearse"),
        ("stress --from 2026-01-01 --to 2026-11-20", "one scenario"), ("base --from 2026-12-01 --to 2026-11-20", "the last day"),
        ("base --from 2025-12-01 --to 2026-11-20", "the last day"),
        ("coordination-40 --from 2026-01-01 --to 2026-11-20 --out x.pdf", ".html"),
        ("nothing --from 2026-01-01 --to 2026-11-20", "nothing"),
      ] {
        let result = try program.run("policy rehearse \(arguments)")
        #expect(result.status != 0 && result.errors.contains(words), "\(arguments): \(result.all)")
      }
      let page = Self.folder.path + "/rehearsal.html"
      #expect(try program.run("policy rehearse coordination-40 --from 2026-01-01 --to 2026-11-20 --lang zh --out \(page)").status == 0)
      #expect(try String(contentsOfFile: page, encoding: .utf8).contains("政策预演"))
    }
  }
}
