import Postgres
import Store
import TestSupport
import Testing

@Suite("Procedures of the four other policies")
struct SpecialCaseTests {
  static let form = [
    "plant_kind": "新建厂房", "floor_area": "20000", "source": "招商", "difficulty": "名录未列", "is_new_kind": "true", "existing_way": "无",
  ]

  @Test(
    "[P2] [P3] [P4] [P6.1] [P6.2] [P6.3] [P6.4] [P6.5] [P7] [P8] [P9] the five steps, the forms with derived indicators, refusal told with its reason, practices kept"
  )
  func specialCase() throws {
    try CaseFixture.with { city in
      #expect(
        try city.refusal {
          try city.start("special-case", "P1", as: "tw-1", on: "2026-03-02", Self.form.merging(["is_new_kind": "false"]) { $1 })
        } == "YS305")
      #expect(
        try city.refusal {
          try city.start("special-case", "P1", as: "tw-1", on: "2026-03-02", Self.form.merging(["existing_way": "绿色通道"]) { $1 })
        } == "YS305")
      let number = try city.start("special-case", "P1", as: "tw-1", on: "2026-03-02", Self.form).case
      // 48,000 万元 of fixed investment on 20,000 m²; 90,000 and 3,000 万元 a year.
      let derived = try city.text(
        "SELECT concat_ws(' ', content->'form'->>'intensity', content->'form'->>'output_per_area', content->'form'->>'tax_per_area', content->'form'->>'owner') AS x FROM work.document WHERE number = \(number)"
      )
      #expect(derived == "2.4000 4.5000 0.1500 轴承公司")
      for task in try city.procedures.openTasks() where task.number == number {
        try city.cases(task.people[0]).act(
          task.task, "include", form: ["inclusion": .text("同意"), "advice": .text("可行")], .init(date: "2026-03-05"))
      }
      try city.act(number, "advice", "submit", as: "development-2", on: "2026-03-06", ["joint_advice": "容缺办理"])
      #expect(throws: StoreError.self, "not before the leader") { try city.task(number, "deliberation") }
      try city.act(number, "leader", "agree", as: "hq-2", on: "2026-03-09", ["leader_opinion": "同意上会"])
      try city.act(number, "deliberation", "pass", as: "conf-2", on: "2026-03-16", ["decision": "同意", "document": "纪要3号"])
      try city.act(number, "carry_out", "report", as: "tw-1", on: "2026-04-10", ["progress": "办理中"])
      try city.act(
        number, "carry_out", "complete", as: "tw-1", on: "2026-05-10", ["completion": "完成", "practice_title": "容缺受理", "practice": "先办后补"])
      #expect(try city.text("SELECT title || '：' || text AS x FROM report.practice") == "容缺受理：先办后补")
      #expect(try city.text("SELECT standing || ' ' || agree AS x FROM report.special_case") == "完成 8")
    }
  }

  @Test("[P6.4] not suitable: the enterprise is told, with the reason")
  func refused() throws {
    try CaseFixture.with { city in
      let number = try city.start("special-case", "P1", as: "tw-1", on: "2026-03-02", Self.form).case
      for task in try city.procedures.openTasks() where task.number == number {
        try city.cases(task.people[0]).act(
          task.task, "exclude", form: ["inclusion": .text("不同意"), "advice": .text("有现行通道")], .init(date: "2026-03-05"))
      }
      #expect(
        try city.refusal { try city.act(number, "advice", "unsuitable", as: "development-2", on: "2026-03-06", ["joint_advice": "x"]) }
          == "YS310")
      try city.act(number, "advice", "unsuitable", as: "development-2", on: "2026-03-06", ["joint_advice": "x", "refusal": "现有机制可办"])
      try city.act(number, "tell", "told", as: "tw-1", on: "2026-03-10", ["told_on": "2026-03-10", "told_to": "王总"])
      #expect(try city.text("SELECT refusal || ' ' || told_on AS x FROM report.special_case") == "现有机制可办 2026-03-10")
      #expect(try city.cases("ent-1").notices().rows.contains { $0[3]?.contains("现有机制可办") == true })
    }
  }

  @Test("[B5] first negotiation: three months, what counts is data; without progress another district; passing on counts as a result")
  func firstNegotiation() throws {
    try CaseFixture.with { city in
      let number = try city.start("first-negotiation", "P1", as: "hq-1", on: "2026-01-05", ["found_by": "市投促局", "lead": "轴承"]).case
      try city.act(number, "recognition", "recognised", as: "industry-1", on: "2026-01-08", ["district": "hq-371522", "reason": "主导产业"])
      #expect(try city.text("SELECT unit || ' ' || due AS x FROM work.task WHERE step = 'negotiation'") == "hq-371522 2026-04-08")
      try city.act(number, "negotiation", "pass_on", as: "s-1", on: "2026-01-20", ["note": "不符合定位"])
      #expect(try city.text("SELECT unit || ' ' || points AS x FROM report.point") == "hq-371522 1.00")
      try city.act(number, "recognition", "recognised", as: "industry-1", on: "2026-01-22", ["district": "hq-371525", "reason": "铝加工基础"])
      _ = try city.procedures.tick(on: "2026-04-23")
      #expect(try city.text("SELECT outcome AS x FROM work.task WHERE step = 'negotiation' AND unit = 'hq-371525'") == "expired")
      try city.act(number, "reassignment", "chosen", as: "industry-1", on: "2026-04-27", ["district": "hq-371522", "reason": "资源尚余"])
      #expect(try city.refusal { try city.act(number, "negotiation", "landed", as: "s-1", on: "2026-05-20", ["note": "x"]) } == "YS310")
      let end = try city.act(number, "negotiation", "landed", as: "s-1", on: "2026-05-20", ["note": "x", "kind_of_progress": "签订投资协议"])
      #expect(end.result == "落地")
    }
  }

  @Test("[B6] approval on commitment: checked afterwards on the day that was told, revoked and reclaimed when it isn't kept")
  func commitment() throws {
    try CaseFixture.with { city in
      let number = try city.start("commitment", "P4", as: "ent-1", on: "2026-03-02", ["matter": "规划许可"]).case
      try city.act(number, "notice", "told", as: "approval-1", on: "2026-03-03", ["standards": "容积率", "check_by": "2026-06-30"])
      try city.act(number, "pledge", "pledged", as: "ent-1", on: "2026-03-04", ["commitment": "全部达到"])
      try city.act(number, "approval", "approved", as: "approval-1", on: "2026-03-05", ["document": "聊审〔2026〕5号"])
      #expect(try city.text("SELECT due::text AS x FROM work.task WHERE step = 'check'") == "2026-06-30")
      try city.act(number, "check", "mend", as: "land-1", on: "2026-06-30", ["finding": "未达到"])
      try city.act(number, "mend", "mended", as: "s-1", on: "2026-07-20", ["finding": "称已整改"])
      let end = try city.act(number, "check_again", "broken", as: "land-1", on: "2026-07-25", ["finding": "仍未达到"])
      #expect(end.result == "撤销审批")
      #expect(try city.text("SELECT data->>'finding' AS x FROM work.matter WHERE procedure = 'reclaim'") == "仍未达到")
    }
  }

  @Test("[J2] [J3] [J4] [J5] policy fulfilment goes from the township to the government and back with a report")
  func fulfilment() throws {
    try CaseFixture.with { city in
      let number = try city.start(
        "policy-fulfilment", "P4", as: "ent-1", on: "2026-03-02", ["policy": "设备补贴", "amount": "120", "grounds": "办法"]
      ).case
      try city.act(number, "local", "true_claim", as: "s-1", on: "2026-03-03", ["verification": "属实"])
      try city.act(number, "office", "report_up", as: "conf-1", on: "2026-03-04", ["verification": "属实"])
      try city.act(number, "chair", "agree", as: "conf-2", on: "2026-03-05", ["decision": "同意"])
      try city.act(
        number, "government", "resolved", as: "hq-2", on: "2026-03-09",
        ["document": "聊政决〔2026〕2号", "executing_unit": "finance", "granted_amount": "100"])
      try city.act(number, "execution", "executed", as: "fin-1", on: "2026-03-20", ["execution": "已拨付"])
      #expect(try city.text("SELECT result || ' ' || granted AS x FROM report.policy_fulfilment") == "已兑现 100")
    }
  }

  @Test("[A1] [A2] [A3] [A4] [A5] [A6] [A7] [A8] [A9] [B4] [L21] agency service from the menu to the archive, rated both ways")
  func agency() throws {
    try CaseFixture.with { city in
      #expect(
        try city.refusal { try city.start("agency", "P3", as: "s-1", on: "2026-03-02", ["menu": "全程"]) } == "YS305",
        "below 10 亿元, named by nobody")
      let number = try city.start("agency", "P4", as: "ent-1", on: "2026-03-02", ["menu": "立项、规划、施工"]).case
      try city.act(
        number, "acceptance", "accept", as: "hq-1", on: "2026-03-03", ["depth": "代办类", "steward": "s-4", "members": "land-3, approval-3"])
      #expect(try city.text("SELECT steward || ' ' || members AS x FROM report.service WHERE project = 'P4'") == "姓s-4 姓approval-3、姓land-3")
      try city.act(
        number, "plan", "planned", as: "s-4", on: "2026-03-10",
        ["formality_line": "立项→规划", "need_line": "用电", "work_line": "基础", "key_dates": "6月开工"])
      _ = try city.procedures.tick(on: "2026-03-11")
      let rating = Int(try city.text("SELECT number::text AS x FROM work.matter WHERE procedure = 'quarterly-rating'"))!
      try city.act(rating, "by_owner", "rated", as: "ent-1", on: "2026-03-12", ["group_points": "95"])
      try city.act(rating, "by_group", "rated", as: "s-4", on: "2026-03-12", ["owner_points": "88.5"])
      #expect(
        try city.text("SELECT string_agg(kind || ' ' || round(points, 1), ', ' ORDER BY kind) AS x FROM report.evaluation")
          == "group_rates_owner 88.5, owner_rates_group 95.0")
      try city.act(number, "formalities", "weekly", as: "s-4", on: "2026-03-17", ["progress": "办理中"])
      try city.act(number, "formalities", "hard", as: "s-4", on: "2026-03-24", ["progress": "用电容量", "request_letter": "请协调供电"])
      #expect(try city.text("SELECT problem AS x FROM report.problem") == "用电容量")
      try city.act(number, "formalities", "finished", as: "s-4", on: "2026-03-31", ["progress": "办完"])
      let form = ["done_items": "三证", "handed_over": "全部", "line_department": "industry", "owner_points": "96"]
      #expect(
        try city.refusal { try city.act(number, "completion", "signed", as: "s-4", on: "2026-04-01", form) } == "YS308", "the owner signs")
      let end = try city.act(number, "completion", "signed", as: "ent-1", on: "2026-04-01", form)
      #expect(end.result == "办结归档，移交主管部门")
      #expect(try city.text("SELECT count(*)::text AS x FROM work.service WHERE until IS NULL") == "0")
      #expect(try city.cases("industry-1").notices().rows.contains { $0[3]?.contains("移交") == true })
    }
  }
}
