import Postgres
import Store
import TestSupport
import Testing

@Suite("Planning to reserve")
struct ConsultationTests {
  private static let basis = ["policy_basis": "鼓励类"]

  @Test(
    "[L5] [L7] [L10] [L11] [L14] departments answer in parallel, their feedback verifies the demand, all agree, the project is reserved")
  func agree() throws {
    try CaseFixture.with { city in
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", Self.basis).case
      #expect(try city.stage("P1") == "consultation")
      let due = try city.text("SELECT string_agg(DISTINCT due::text, ' ') AS x FROM work.task WHERE number = \(number)")
      #expect(due == "2026-03-16", "ten working days")
      try city.act(number, "opinions", "agree", as: "land-1", on: "2026-03-05", unit: "land", ["opinion": "符合规划"], factors: ["land": "90"])
      try city.act(
        number, "opinions", "agree", as: "environment-1", on: "2026-03-05", unit: "environment", ["opinion": "可行"], factors: ["cod": "0.15"]
      )
      #expect(try city.text("SELECT string_agg(standing, ' ') AS x FROM library.demand WHERE project = 'P1'") == "verified verified")
      #expect(
        try city.text("SELECT content_version::text AS x FROM library.project WHERE code = 'P1'") == "1",
        "a confirmed estimate is no new content")
      try city.act(number, "opinions", "agree", as: "development-1", on: "2026-03-10", unit: "development", ["opinion": "可行"])
      let last = try city.act(number, "opinions", "agree", as: "industry-1", on: "2026-03-10", unit: "industry", ["opinion": "可行"])
      #expect(last.status == "closed" && last.result == "纳入储备")
      #expect(try city.stage("P1") == "reserved")
      #expect(try city.text("SELECT string_agg(DISTINCT standing, ' ') AS x FROM report.opinion WHERE number = \(number)") == "有效")
      #expect(try city.text("SELECT count(*)::text AS x FROM work.document WHERE number = \(number) AND length(hash) = 64") == "5")
    }
  }

  @Test("[L7] a department speaks for its own factors only, and another quantity is no agreement")
  func factors() throws {
    try CaseFixture.with { city in
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", Self.basis).case
      func agree(_ factors: [String: String]) throws -> String? {
        try city.refusal {
          try city.act(number, "opinions", "agree", as: "land-1", on: "2026-03-05", unit: "land", ["opinion": "x"], factors: factors)
        }
      }
      #expect(try agree(["cod": "0.15"]) == "YS319")
      #expect(try agree(["land": "80"]) == "YS319")
      #expect(try agree(["gold": "1"]) == "YS319")
      #expect(
        try city.text("SELECT string_agg(DISTINCT standing, ' ' ORDER BY standing) AS x FROM library.demand WHERE project = 'P1'")
          == "estimated reported")
      #expect(try agree(["land": "90"]) == nil)
    }
  }

  @Test("[L11] dissent: revised and asked again; not mended but needed: a problem for the joint conference, which decides")
  func dissent() throws {
    try CaseFixture.with { city in
      let number = try city.start("consultation", "P2", as: "s-1", on: "2026-03-02", Self.basis).case
      #expect(try city.procedures.openTasks().count == 5, "finance is asked for a government project")
      try city.act(number, "opinions", "object", as: "land-1", on: "2026-03-03", unit: "land", ["opinion": "占用基本农田"])
      try city.everybody(number, "agree", on: "2026-03-04")
      #expect(try city.refusal { try city.act(number, "dissent", "resubmit", as: "g-1", on: "2026-03-05", ["revision": "换址"]) } == "YS308")
      let again = try city.act(number, "dissent", "resubmit", as: "s-1", on: "2026-03-05", ["revision": "换址"])
      #expect(again.round == 2 && again.waiting.count == 5)
      try city.everybody(number, "amend", on: "2026-03-06")
      try city.act(number, "dissent", "conference", as: "s-1", on: "2026-03-09", ["problem": "用地指标不足", "necessity": "产业链缺口"])
      #expect(
        try city.text("SELECT problem AS x FROM report.problem WHERE project = 'P2'") == "用地指标不足", "[L4] it stands on the problem list")
      try city.act(number, "conference", "reserve", as: "conf-2", on: "2026-03-20", ["decision": "同意", "document": "聊联会纪〔2026〕1号"])
      #expect(try city.stage("P2") == "reserved")
    }
  }

  @Test("[L12] a change that matters voids opinions and asks anew; one below policy's measure, or of a contact, doesn't")
  func change() throws {
    try CaseFixture.with { city in
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", Self.basis).case
      try city.act(number, "opinions", "agree", as: "land-1", on: "2026-03-05", unit: "land", ["opinion": "可行"])
      func round() throws -> String { try city.text("SELECT round::text AS x FROM work.matter WHERE number = \(number)") }
      try city.procedures.setToday("2026-03-06")
      try city.session.script("UPDATE library.project SET contact = '李四', investment = 650000000 WHERE code = 'P1'")
      #expect(try round() == "1", "a contact, and 8 % of the investment")
      try city.session.script("UPDATE library.project SET investment = 720000000 WHERE code = 'P1'")
      #expect(try round() == "2")
      let standing = try city.text(
        "SELECT string_agg(standing, ' ' ORDER BY task) AS x FROM (SELECT t.task, o.standing FROM report.opinion o JOIN work.task t ON t.number = o.number AND t.unit = o.unit AND t.round = o.round WHERE o.unit = 'land') s"
      )
      #expect(standing.hasPrefix("内容已变，作废"), "\(standing)")
      try city.procedures.setToday(CaseFixture.lastDay)
      try city.everybody(number, "agree", on: "2026-03-10")
      #expect(try city.stage("P1") == "reserved")
      // Reserved: a change that matters sends it back, and it must be consulted on again.
      try city.session.script("UPDATE library.project SET land_area = 1000000 WHERE code = 'P1'")
      #expect(try city.stage("P1") == "consultation")
      #expect(
        try city.text("SELECT string_agg(DISTINCT standing, ' ') AS x FROM report.opinion WHERE number = \(number) AND round = 2")
          == "内容已变，作废")
    }
  }

  @Test("[L12] small changes one after the other add up: what counts is how far it is from what the opinions rest on")
  func creeping() throws {
    try CaseFixture.with { city in
      // Before anybody is asked, 6 亿元 become 6.5: the consultation begins with that.
      try city.session.script("UPDATE library.project SET investment = 650000000 WHERE code = 'P1'")
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", Self.basis).case
      func round() throws -> String { try city.text("SELECT round::text AS x FROM work.matter WHERE number = \(number)") }
      try city.procedures.setToday("2026-03-06")
      try city.session.script("UPDATE library.project SET investment = 680000000 WHERE code = 'P1'")
      try city.session.script("UPDATE library.project SET investment = 712000000 WHERE code = 'P1'")
      #expect(try round() == "1", "9.5 % of 6.5, in two steps; 18.7 % of what it was before the consultation")
      try city.session.script("UPDATE library.project SET investment = 716000000 WHERE code = 'P1'")
      #expect(try round() == "2", "half a percent more, 10.2 % in all")
      try city.session.script("UPDATE library.project SET investment = 750000000 WHERE code = 'P1'")
      #expect(try round() == "2", "counted anew from the last material change")
      try city.session.script("UPDATE library.project SET investment = 690000000 WHERE code = 'P1'")
      #expect(try round() == "2")
      try city.session.script("UPDATE library.project SET investment = 640000000 WHERE code = 'P1'")
      #expect(try round() == "3", "down again, 10.6 % below what was asked about last")
    }
  }

  @Test("[L9] [L13] who may begin what: role, region, stage, scope, one at a time; stages of procedures aren't set by hand")
  func begin() throws {
    try CaseFixture.with { city in
      func code(_ body: () throws -> Void) throws -> String? { try city.refusal(body) }
      #expect(try code { try city.start("consultation", "P1", as: "land-1", on: "2026-03-02", Self.basis) } == "YS308")
      #expect(try code { try city.start("consultation", "Q1", as: "s-1", on: "2026-03-02", Self.basis) } == "YS308")
      #expect(try code { try city.start("consultation", "P3", as: "s-1", on: "2026-03-02", Self.basis) } == "YS305")
      #expect(try code { try city.start("consultation", "P1", as: "s-1", on: "2026-03-02") } == "YS310")
      #expect(try code { try city.start("nothing", "P1", as: "s-1", on: "2026-03-02") } == "YS303")
      #expect(try code { try city.start("consultation", "P1", as: "nobody", on: "2026-03-02", Self.basis) } == "YS302")
      #expect(try code { try city.start("special-case", "P1", as: "tw-1", on: "2028-03-02") } == "YS303", "[P10] in force for two years")
      #expect(try city.text("SELECT count(*)::text AS x FROM work.matter") == "0", "nothing half-done stays behind")
      try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", Self.basis)
      #expect(try code { try city.start("consultation", "P1", as: "s-3", on: "2026-03-03", Self.basis) } == "YS305")
      let library = LibraryStore(city.session, city: CaseFixture.city)
      #expect(try code { try library.setStage("reserved", of: ["P1"], actor: "x", reason: "r", document: nil) } == "YS206")
      #expect(try code { try library.setStage("out", of: ["P1"], actor: "x", reason: "r", document: nil) } == nil)
    }
  }
}
