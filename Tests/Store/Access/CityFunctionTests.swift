import Allocation
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Intake

/// Functions that read with rights of their own say to each person what that person may see.
@Suite("What functions tell of the city, by who asks")
struct CityFunctionTests {
  private func count(_ city: CaseFixture, _ person: String, _ from: String) throws -> Int {
    try city.asOfficer(person) { session in try session.query("SELECT count(*)::integer AS n FROM \(from)").int32(0, "n") }.toInt
  }

  @Test("a county's clerk sees no proof, no draw and no moves of the whole city; of balances and lots the own part and the city's")
  func rights() throws {
    try CaseFixture.with { city in
      for (from, whole) in [("ledger.verify('371500')", 8), ("work.survey('371500', 'seed', 10)", 1)] {
        let counts = [try count(city, "hq-1", from), try count(city, "s-1", from), try count(city, "ent-1", from)]
        #expect(counts == [whole, 0, 0], "\(from)")
      }
      let balances = "ledger.balance_at('371500', '2026-12-31') WHERE region = '371522'"
      #expect(try [count(city, "hq-1", balances), count(city, "s-1", balances), count(city, "g-1", balances)] == [1, 1, 0])
      let pool = "ledger.trace_lot('371500', 1)"
      #expect(
        try [count(city, "hq-1", pool), count(city, "s-1", pool), count(city, "g-1", pool)] == [3, 3, 1], "the city's share is everybody's")
      #expect(try count(city, "ent-1", pool) == 0, "an enterprise has no pools")
      #expect(try count(city, "s-1", "plan.seen_moves('371500', 1)") == 0)
      #expect(try city.refusal { _ = try count(city, "sys-1", "access.verify('371500')") } == "YS405")
      #expect(try count(city, "aud-1", "access.verify('371500')") == 0)
    }
  }

  @Test("an absence is one's own, within the unit, or the system administrator's to enter; the same again is the same")
  func absences() throws {
    try CaseFixture.with { city in
      func away(_ by: String, _ person: String, _ delegate: String, _ from: String = "2026-03-03") throws {
        try city.asOfficer(by) {
          try OfficeStore($0, city: CaseFixture.city).away(
            person, delegate: delegate, from: from, until: "2026-03-06", caller: city.caller(by))
        }
      }
      try away("land-1", "land-1", "land-3")
      try away("land-1", "land-1", "land-3")
      #expect(try city.text("SELECT count(*)::text AS x FROM office.absence") == "1")
      #expect(try city.refusal { try away("land-1", "land-1", "land-2") } == "YS316", "another delegate for the same days")
      #expect(try city.refusal { try away("land-1", "land-1", "hq-1", "2026-03-01") } == "YS405", "another office")
      #expect(try city.refusal { try away("land-1", "land-3", "land-1") } == "YS405", "another's absence")
      #expect(try city.refusal { try away("land-1", "land-1", "land-1") } == "YS301")
      try away("sys-1", "hq-1", "conf-1")
      #expect(try city.text("SELECT count(*)::text AS x FROM access.event WHERE kind = 'away'") == "2")
    }
  }

  private func row(_ region: String, _ quantity: Int64, _ document: String) -> QuotaRecord {
    QuotaRecord(
      sheet: "", row: 2, column: 1, region: region, factor: "land", vintage: 2027, quantity: Quantity(units: quantity), source: "s",
      document: document)
  }

  @Test("a file of quota waits for a second person, once; turned down it may come again; booked it doesn't, whichever way it came")
  func quota() throws {
    try CaseFixture.with { city in
      let store = QuotaStore(city.session, city: CaseFixture.city)
      let records = [row("371522", 5, "甲"), row("371525", 7, "甲"), row("371525", 1, "乙")]
      func propose() throws -> QuotaStore.Proposed {
        try store.propose(records, fileHash: "0123456789abcdef99", caller: city.caller("hq-1"), date: "2026-07-01") { document, rows in
          "\(document) \(rows)"
        }
      }
      func decide(_ number: Int, _ decision: String) throws {
        _ = try city.asOfficer("hq-2") { try ProposalStore($0, city: CaseFixture.city).decide(city.caller("hq-2"), number, decision) }
      }
      let first = try propose()
      #expect(first.proposals.count == 2 && first.posted.rows == 3)
      #expect(try propose().proposals == first.proposals)
      #expect(
        try city.text("SELECT string_agg(region, ' ' ORDER BY proposal) AS x FROM office.proposal") == "371525 371500",
        "one county's, and the city's")
      try decide(first.proposals[0], "refuse")
      let second = try propose()
      #expect(second.proposals[0] > first.proposals[1] && second.proposals[1] == first.proposals[1])
      for number in second.proposals { try decide(number, "agree") }
      let third = try propose()
      #expect(third.proposals.isEmpty && third.posted.replayed == 2)
      let posted = try store.post(records, fileHash: "0123456789abcdef99", actor: "owner", date: "2026-07-01")
      #expect(posted.replayed == 2)
      #expect(try city.text("SELECT sum(balance)::text AS x FROM ledger.account WHERE vintage = 2027 AND kind = 'pool'") == "130000")
    }
  }
}

extension Int32 {
  fileprivate var toInt: Int { Int(self) }
}
