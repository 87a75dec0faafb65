import Allocation
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@Suite("Two persons: who proposes can't approve")
struct ProposalTests {
  private func deposit(_ quantity: String) -> [LedgerStore.Line] {
    var line = LedgerStore.Line()
    (line.factor, line.region, line.vintage, line.quantity, line.source) = ("land", "371522", 2026, Quantity(decimal: quantity), "批文")
    return [line]
  }

  private func propose(_ city: CaseFixture, _ person: String, _ key: String, _ quantity: String = "100", region: String = "371522") throws
    -> Int
  {
    try city.asOfficer(person) { session in
      try ProposalStore(session, city: CaseFixture.city).propose(
        city.caller(person, key: key), .deposit, title: "入库", region: region, context: ["document": "d", "date": "2026-07-01"],
        lines: deposit(quantity))
    }
  }

  private func decide(_ city: CaseFixture, _ person: String, _ number: Int, _ decision: String) throws -> String {
    try city.asOfficer(person) { try ProposalStore($0, city: CaseFixture.city).decide(city.caller(person), number, decision) }
  }

  private func balance(_ city: CaseFixture) throws -> String {
    try city.text(
      "SELECT balance::text AS x FROM ledger.account WHERE kind = 'pool' AND region = '371522' AND factor = 'land' AND vintage = 2026")
  }

  @Test("[L17.2] a deposit is booked when a second person agrees, once, with both in the books")
  func agree() throws {
    try CaseFixture.with { city in
      let before = try balance(city)
      let number = try propose(city, "hq-1", "k1")
      #expect(try propose(city, "hq-1", "k1") == number, "the same key")
      #expect(try balance(city) == before, "tried and taken back")
      #expect(try city.refusal { _ = try decide(city, "hq-1", number, "agree") } == "YS405")
      try city.session.script("INSERT INTO office.post (city, person, unit, role) VALUES ('371500', 'hq-1', 'hq', 'hq_leader')")
      #expect(try city.refusal { _ = try decide(city, "hq-1", number, "agree") } == "YS408", "a leader too can't approve his own")
      #expect(try decide(city, "hq-2", number, "agree") == "done")
      // 70 % of 100 亩 stay in the county.
      let after = try balance(city)
      #expect(Int(after)! - Int(before)! == 700_000)
      #expect(try city.refusal { _ = try decide(city, "hq-2", number, "agree") } == "YS409")
      #expect(try city.text("SELECT actor || ' ' || decided_by AS x FROM ledger.batch ORDER BY batch DESC LIMIT 1") == "hq-1 hq-2")
      #expect(
        try city.refusal { try city.session.script("UPDATE office.proposal SET decided_by = proposed_by WHERE proposal = \(number)") }
          == "23514",
        "the table itself refuses one person")
    }
  }

  @Test(
    "a county proposes for its own pools whatever it says the proposal is about; freezes, corrections and reclaims are the headquarters' own"
  )
  func lines() throws {
    try CaseFixture.with { city in
      let context = ["document": "d", "date": "2026-07-01"]
      func refused(_ person: String, _ event: LedgerStore.Event, region: String = "371522", _ change: (inout LedgerStore.Line) -> Void)
        throws -> String?
      {
        var line = LedgerStore.Line()
        (line.factor, line.vintage, line.quantity) = ("land", 2026, Quantity(units: 1))
        change(&line)
        return try city.refusal {
          try city.asOfficer(person) { session in
            _ = try ProposalStore(session, city: CaseFixture.city).propose(
              city.caller(person, key: UUID().uuidString), event, title: "t", region: region, context: context, lines: [line])
          }
        }
      }
      #expect(try refused("s-1", .deposit) { ($0.region, $0.source) = ("371522", "s") } == nil)
      #expect(
        try refused("s-1", .deposit) { ($0.region, $0.source) = ("371525", "s") } == "YS405", "another county's pool under its own name")
      #expect(try refused("s-1", .lend) { ($0.from, $0.to, $0.due) = ("371525", "371522", "2026-12-01") } == "YS405")
      #expect(try refused("s-1", .deposit, region: "371525") { ($0.region, $0.source) = ("371525", "s") } == "YS405")
      for event in [LedgerStore.Event.freeze, .unfreeze, .correct, .reclaim] {
        #expect(try refused("s-1", event) { ($0.region, $0.batch, $0.project) = ("371522", 1, "P4") } == "YS405", "\(event)")
      }
      // A loan from 冠县 to 莘县: 莘县 returns it, nobody else does in its name.
      try city.session.script(
        """
        SELECT ledger.deposit('{"city": "371500", "actor": "t", "key": "d1", "document": "d", "date": "2026-07-01"}',
          '[{"factor": "land", "region": "371525", "vintage": 2026, "quantity": 1000000, "source": "s"}]');
        SELECT ledger.lend('{"city": "371500", "actor": "t", "key": "l1", "document": "d", "date": "2026-07-01"}',
          '[{"factor": "land", "from": "371525", "to": "371522", "vintage": 2026, "quantity": 10000, "due": "2026-12-01"}]')
        """)
      func giveBack(_ person: String, _ region: String) throws -> String? {
        try refused(person, .giveBack, region: region) { ($0.factor, $0.vintage, $0.loan) = (nil, nil, 1) }
      }
      #expect(try giveBack("g-1", "371525") == "YS405")
      #expect(try giveBack("s-1", "371522") == nil)
    }
  }

  @Test("what can't be booked is refused to who proposes it, and leaves nothing")
  func impossible() throws {
    try CaseFixture.with { (city) throws -> Void in
      #expect(try city.refusal { _ = try propose(city, "hq-1", "k", "-1") } == "YS002")
      #expect(try city.text("SELECT count(*)::text AS x FROM office.proposal") == "0")
      #expect(try city.text("SELECT count(*)::text AS x FROM ledger.batch") == "2")
    }
  }

  @Test(
    "[L18.2] a loan between counties takes effect after its window, and can be stopped in it; one that isn't possible any more is refused then"
  )
  func window() throws {
    try CaseFixture.with { city in
      func lend(_ key: String, _ quantity: String) throws -> Int {
        var line = LedgerStore.Line()
        (line.factor, line.from, line.to, line.vintage, line.quantity, line.due) = (
          "land", "371522", "371525", 2026, Quantity(decimal: quantity), "2026-12-01"
        )
        let lines = [line]
        return try city.asOfficer("hq-1") { session in
          try ProposalStore(session, city: CaseFixture.city).propose(
            city.caller("hq-1", key: key), .lend, title: "拆借", region: "371522", context: ["document": "d", "date": "2026-07-01"],
            lines: lines)
        }
      }
      let due = { try ProposalStore(city.session, city: CaseFixture.city).carryOutDue() }
      let pass = { try city.session.script("UPDATE office.proposal SET takes_effect_at = clock_timestamp() WHERE state = 'agreed'") }
      let (stopped, held, late) = (try lend("a", "1"), try lend("b", "10"), try lend("c", "100"))
      for number in [stopped, held, late] { #expect(try decide(city, "hq-2", number, "agree") == "agreed") }
      let early = try due()
      #expect(early == 0, "not yet")
      #expect(try decide(city, "hq-2", stopped, "refuse") == "refused")
      try city.session.script("UPDATE policy.parameter SET value = '1/10' WHERE key = 'loan_limit'")
      try pass()
      let done = try due()
      #expect(done == 1)
      #expect(try city.text("SELECT string_agg(state, ' ' ORDER BY proposal) AS x FROM office.proposal") == "refused done refused")
    }
  }

  @Test("a county proposes for its own pools only, and sees its own proposals only")
  func counties() throws {
    try CaseFixture.with { city in
      #expect(try city.refusal { _ = try propose(city, "g-1", "x") } == "YS405")
      let number = try propose(city, "s-1", "y")
      let seen = { (person: String) in
        try city.asOfficer(person) { try ProposalStore($0, city: CaseFixture.city).list(state: nil, limit: 10).rows.count }
      }
      let counts = [try seen("g-2"), try seen("s-2"), try seen("hq-2")]
      #expect(counts == [0, 1, 1])
      #expect(try city.refusal { _ = try decide(city, "g-2", number, "agree") } == "YS405")
      #expect(try decide(city, "s-1", number, "withdraw") == "withdrawn")
    }
  }
}

extension CaseFixture {
  /// As the console asks: an officer under row security.
  func asOfficer<R>(_ person: String, _ body: (Session) throws -> R) throws -> R {
    try session.transaction { session in
      try session.query("SELECT set_config('yaosu.person', $1, true)", [.text(person)])
      try session.script("SET LOCAL ROLE yaosu_officer")
      return try body(session)
    }
  }
}
