import Foundation
import Postgres
import Procedures
import Store
import TestSupport
import Testing

/// Who proposes can't approve: in every procedure that the city has, and by no way around it.
@Suite("Separation")
struct SeparationTests {
  /// Where something is decided or vouched for, and what its doer may not have done before.
  private static let decisions = [
    "adjustment/decision": ["start"], "agency/acceptance": ["start"], "commitment/check": ["approval"], "commitment/check_again": ["mend"],
    "consultation/opinions": ["start"], "consultation/conference": ["start", "dissent"], "decision-task/verify": ["carry_out"],
    "delivery/production": ["completion"], "false-information/decision": ["start", "inquiry"], "first-negotiation/recognition": ["start"],
    "monthly-data/county": ["fill"], "monthly-data/city": ["fill", "county"], "policy-fulfilment/local": ["start"],
    "policy-fulfilment/office": ["start", "local"], "policy-fulfilment/chair": ["office"], "policy-fulfilment/government": ["chair"],
    "problem/accept": ["start"], "problem/verify": ["plan", "report"], "quarterly-rating/by_group": ["by_owner"],
    "quarterly-rating/by_owner": ["by_group"], "reclaim/decision": ["start", "proposal"], "special-case/study": ["start"],
    "special-case/leader": ["start", "advice"], "special-case/deliberation": ["start", "leader", "advice"], "unlock-month/city": ["start"],
  ]

  @Test("every deciding step of the city's procedures names whose hands it may not be in")
  func everywhere() throws {
    let procedures = try CaseFixture.shipped()
    for (place, wanted) in Self.decisions {
      let parts = place.split(separator: "/").map(String.init)
      let step = try #require(procedures.first { $0.procedure == parts[0] }?.step(parts[1]), "\(place)")
      #expect(Set(wanted).isSubset(of: step.notBy ?? []), "\(place)")
    }
    // A step whose role may also begin the case is one of these, or only carries out and reports.
    for procedure in procedures {
      let first = procedure.start.to.compactMap(procedure.step).filter { step in
        step.actors.contains { procedure.start.by.contains($0.role) } && step.notBy?.contains("start") != true
      }
      let known: Set = [
        "delivery/landing", "false-information/inquiry", "land-follow-up/inspection", "monthly-data/fill", "reclaim/reminder",
      ]
      #expect(Set(first.map { "\(procedure.procedure)/\($0.step)" }).isSubset(of: known), "\(procedure.procedure)")
    }
  }

  private func away(_ city: CaseFixture, _ person: String, delegate: String, from: String, until: String) throws {
    try OfficeStore(city.session, city: CaseFixture.city).away(
      person, delegate: delegate, from: from, until: until, caller: Caller(city: CaseFixture.city, person: "t", reason: "出差"))
  }

  @Test("neither a stand-in, nor whom somebody stood in for, nor who drafted the proposal can approve it")
  func waysAround() throws {
    try CaseFixture.with { city in
      try city.session.script("INSERT INTO office.post VALUES ('371500', 's-1', 'hq', 'hq_leader'), ('371500', 's-2', 'hq', 'hq_leader')")
      let form = ["document": "聊指办〔2026〕1号"]
      func decide(_ number: Int, _ person: String, _ day: String) throws -> String? {
        try city.refusal { try city.act(number, "decision", "agree", as: person, on: day, form) }
      }
      // s-3 proposes in the name of s-1, who is away: back again, s-1 may not approve.
      try away(city, "s-1", delegate: "g-2", from: "2026-03-02", until: "2026-03-03")
      try city.session.script(
        "DELETE FROM office.post WHERE person = 'g-2'; INSERT INTO office.post VALUES ('371500', 'g-2', 'hq-371522', 'service_officer')")
      let first = try city.start("adjustment", "P4", as: "g-2", on: "2026-03-02", ["change": "调入", "into": "city", "why": "省里要求"]).case
      #expect(
        try city.text("SELECT person || ' ' || person_for AS x FROM work.event WHERE number = \(first) AND verb = 'start'") == "g-2 s-1")
      #expect(try decide(first, "s-1", "2026-03-05") == "YS313", "it was proposed in this name")
      // s-2 may approve, but not by the hands of who proposed.
      try away(city, "s-2", delegate: "g-2", from: "2026-03-06", until: "2026-03-09")
      #expect(try decide(first, "g-2", "2026-03-06") == "YS313", "as a stand-in of somebody else")
      #expect(try decide(first, "s-2", "2026-03-10") == nil)
    }
  }

  @Test("who drafted what another handed in can't approve it either")
  func drafts() throws {
    try CaseFixture.with { city in
      try city.session.script("INSERT INTO office.post VALUES ('371500', 's-3', 'hq', 'hq_leader')")
      let number = try city.start("reclaim", "P4", as: "s-1", on: "2026-03-02", ["ground": "停滞"]).case
      try city.act(number, "reminder", "given_up", as: "s-1", on: "2026-03-03", ["answer": "不再实施"])
      let proposal = try city.task(number, "proposal")
      try city.cases("s-2").verb("delegate", proposal, ["person": "s-3"], .init(date: "2026-03-04", reason: "代拟"))
      try city.cases("s-3").act(proposal, "propose", form: ["proposal": .text("建议收回")], .init(date: "2026-03-04"))
      try city.act(number, "proposal", "propose", as: "s-2", on: "2026-03-05", ["proposal": "建议收回"])
      try city.act(number, "objection", "none", as: "ent-1", on: "2026-03-06")
      let form = ["decision": "收回", "document": "1号", "decided_by": "市指挥部", "basis": "第二十条"]
      #expect(try city.refusal { try city.act(number, "decision", "reclaim", as: "s-3", on: "2026-03-09", form) } == "YS313")
      try city.act(number, "decision", "reclaim", as: "hq-2", on: "2026-03-09", form)
    }
  }

  @Test("[L20.5] only the unit that a procedure names may begin it, whatever the role")
  func units() throws {
    try CaseFixture.with { city in
      let form = ["document": "鲁政土字〔2026〕9号", "revoked_on": "2026-03-01"]
      #expect(try city.refusal { try city.start("approval-revoked", "P4", as: "water-1", on: "2026-03-02", form) } == "YS308")
      let begun = try city.start("approval-revoked", "P4", as: "land-1", on: "2026-03-02", form)
      #expect(begun.status == "closed")
    }
  }
}
