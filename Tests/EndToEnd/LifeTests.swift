import Foundation
import TestSupport
import Testing

/// One project from planning to its target, one that stalls, is reclaimed and whose quota goes to another; by the commands that officers type.
@Suite("The life of two projects, from the command line")
struct LifeTests {
  private static let template = "template_life"
  private static let made = Result<Void, any Error> {
    try TestDatabase.makeTemplate(template) { conninfo in
      let program = Program(database: conninfo)
      let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-life-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      // Three projects want the 100 亩 that 莘县 has: the two larger fill it.
      let projects = """
        项目代码,项目名称,所属县区,行业,建设单位,项目类别,项目级别,项目阶段,建设内容,总投资(亿元),年产值(万元),年税收(万元),就业人数(人),占地面积(亩),计划开工日期,计划竣工日期,新增建设用地指标(亩)
        L-1,轴承产业园,莘县,轴承,轴承公司,社会投资,市级,谋划,建设轴承生产线,8,90000,3000,300,60,2026-04-01,2027-10-01,60
        L-2,停滞的工厂,莘县,轴承,停滞公司,社会投资,市级,谋划,建设工厂,7,80000,2000,200,40,2026-04-01,2027-10-01,40
        L-3,等待的工厂,莘县,轴承,等待公司,社会投资,市级,谋划,建设工厂,3,50000,1000,100,35,2026-04-01,2027-10-01,35
        """
      let officers = """
        人员代码,姓名,单位代码,角色,单位名称,单位类型,县市区
        hq-1,甲,hq,市指挥部经办,,,
        hq-2,乙,hq,市指挥部领导,,,
        land-1,丙,land,部门经办,,,
        env-1,丁,environment,部门经办,,,
        dev-1,戊,development,部门经办,,,
        ind-1,己,industry,部门经办,,,
        app-1,庚,approval,部门经办,,,
        s-1,辛,hq-371522,县级指挥部经办,,,
        s-2,壬,hq-371522,县级指挥部领导,,,
        s-3,癸,hq-371522,服务专员,,,
        own-2,子,ent-2,项目单位,停滞公司,企业,莘县
        """
      for (name, text) in [("p.csv", projects), ("o.csv", officers)] {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
      }
      for line in [
        "db migrate", "import projects \(folder.path)/p.csv --date 2026-01-05", "officer import \(folder.path)/o.csv", "procedure load",
        "ledger deposit --factor land --region 莘县 --vintage 2026 --quantity 100 --no-city-share --source 省下达 --key d1 --date 2026-01-05",
      ] {
        let result = try program.run(line)
        guard result.status == 0 else { throw SampleDatabase.Failure(what: "\(line): \(result.all)") }
      }
    }
  }

  /// Types a command; fails the test with what it said when it doesn't end with `status`.
  private struct Desk {
    let program: Program
    @discardableResult
    func type(_ line: String, _ status: Int32 = 0) throws -> Program.Result {
      let result = try program.run(line)
      #expect(result.status == status, "\(line)\n\(result.all)")
      try record(line, result)
      return result
    }
    /// YAOSU_TRANSCRIPT names a file that gets what was typed and said: docs/how-to/two-lives.md is made of it.
    private func record(_ line: String, _ result: Program.Result) throws {
      guard let path = ProcessInfo.processInfo.environment["YAOSU_TRANSCRIPT"], !line.hasPrefix("inbox") else { return }
      let said = result.all.split(separator: "\n").prefix(6).joined(separator: "\n")
      let file = URL(filePath: path)
      let before = (try? String(contentsOf: file, encoding: .utf8)) ?? ""  // Nothing was typed yet.
      let typed = line.replacing(FileManager.default.temporaryDirectory.path + "/", with: "").replacing(/-[0-9A-F-]{36}/, with: "")
      try (before + "$ yaosu \(typed)\n\(said)\n").write(to: file, atomically: true, encoding: .utf8)
    }

    /// The number of the open task of a step, from somebody's inbox.
    func task(_ step: String, _ person: String, _ project: String, on day: String) throws -> String {
      let inbox = try type("inbox --as \(person) --today \(day) --format csv").output
      let row = inbox.split(whereSeparator: \.isNewline).first { $0.contains(",\(step),") && $0.contains(project) }
      return String(try #require(row, "\(step) of \(project) in the inbox of \(person):\n\(inbox)").prefix { $0 != "," })
    }
    func act(_ step: String, _ outcome: String, _ person: String, _ project: String, on day: String, _ form: String = "") throws {
      let fields = form.split(separator: " ").map { "--set \($0)" }.joined(separator: " ")
      try type("case act \(try task(step, person, project, on: day)) \(outcome) --as \(person) --today \(day) \(fields)")
    }
    func reserve(_ code: String, _ name: String) throws {
      try type("case start consultation --project \(code) --as s-1 --today 2026-01-06 --set policy_basis=鼓励类")
      for person in ["land-1", "env-1", "dev-1", "ind-1"] { try act("部门意见", "agree", person, name, on: "2026-01-08", "opinion=可行") }
    }
  }

  @Test("[L6.3] [L20.5] [L28] reserved, allocated, approved, built, on target; and one that stalls, is reclaimed, and lets another in")
  func lives() throws {
    try Self.made.get()
    try TestDatabase.withDatabase(like: Self.template) { conninfo in
      let desk = Desk(program: Program(database: conninfo))
      for (code, name) in [("L-1", "轴承产业园"), ("L-2", "停滞的工厂"), ("L-3", "等待的工厂")] { try desk.reserve(code, name) }
      let scenario = FileManager.default.temporaryDirectory.appending(path: "life-\(UUID().uuidString).yaml")
      defer { try? FileManager.default.removeItem(at: scenario) }
      try "title: 本年\nbase_date: 2026-01-20\n".write(to: scenario, atomically: true, encoding: .utf8)
      try desk.type("scenario run \(scenario.path)")
      try desk.type("plan adopt 1 --document 聊指办〔2026〕1号 --date 2026-01-20")
      let served = try desk.type("report allocation --where run=1 --columns project --format csv").output
      #expect(served.contains("L-1") && served.contains("L-2") && !served.contains("L-3"))

      // The first is approved and built.
      try desk.type("tick --today 2026-01-21")
      try desk.act("立项（核准、备案）", "approved", "app-1", "轴承产业园", on: "2026-01-22", "document=备1号")
      try desk.act("明确服务专员", "assigned", "s-2", "轴承产业园", on: "2026-01-22", "officer=s-3")
      try desk.act("用地规划许可", "approved", "land-1", "轴承产业园", on: "2026-01-28", "document=规1号")
      try desk.act("环评批复", "approved", "env-1", "轴承产业园", on: "2026-02-02", "document=环1号")
      try desk.act("工程规划许可", "approved", "land-1", "轴承产业园", on: "2026-02-05", "document=工1号")
      try desk.act("施工许可", "approved", "app-1", "轴承产业园", on: "2026-02-10", "document=施1号")
      try desk.act("开工", "started", "s-1", "轴承产业园", on: "2026-04-02", "started_on=2026-04-01 evidence=施1号")
      try desk.type("tick --today 2026-04-03")
      try desk.act("落地评价", "evaluated", "hq-1", "轴承产业园", on: "2026-09-01", "real_investment=30000 landing_points=88 evidence=凭证")
      try desk.act("竣工", "finished", "s-1", "轴承产业园", on: "2027-10-08", "finished_on=2027-09-28 real_investment=81000 evidence=验收")
      try desk.act(
        "投产评价", "evaluated", "hq-1", "轴承产业园", on: "2027-12-01", "produced_on=2027-11-20 real_jobs=310 production_points=90 evidence=用电")
      try desk.act(
        "达效评价", "reached", "hq-1", "轴承产业园", on: "2029-01-10",
        "reached_on=2028-12-31 real_output=95000 real_tax=3100 target_points=93 evidence=完税")
      let life = try desk.type("project book L-1 --lang zh").output
      for mark in ["部门意见：同意", "施工许可：办结，核发指标", "开工：已开工", "达效评价：达效"] { #expect(life.contains(mark), "\(mark)\n\(life)") }
      #expect(
        try desk.type("report promise --where project=L-1 --columns open_amount --format csv").output.split(separator: "\n").dropFirst()
          .allSatisfy { $0 == "0.0000" })

      // The second stands still for a year.
      try desk.type("tick --today 2027-04-05")
      try desk.act("提醒核实", "stalled", "s-1", "停滞的工厂", on: "2027-04-08", "answer=资金未到位")
      try desk.act("预警整改", "stalled", "s-1", "停滞的工厂", on: "2027-05-06", "answer=仍未动工")
      try desk.act("收回建议", "propose", "s-2", "停滞的工厂", on: "2027-05-10", "proposal=建议收回 land_price=500 land_years=50 used_years=1")
      let pairs = FileManager.default.temporaryDirectory.appending(path: "pairs-\(UUID().uuidString).html")
      defer { try? FileManager.default.removeItem(at: pairs) }
      try desk.type("document pairs --today 2027-05-12 --lang zh --out \(pairs.path)")
      #expect(try String(contentsOf: pairs, encoding: .utf8).contains("补偿 490 万元"), "[P11] 49 of 50 years are left")
      try desk.act("异议期", "object", "own-2", "停滞的工厂", on: "2027-05-12", "answer=请求延期")
      let refused = try desk.type(
        "case act \(desk.task("收回决定", "hq-2", "停滞的工厂", on: "2027-05-14")) reclaim --as s-2 --today 2027-05-14", 77)
      #expect(refused.errors.contains("YS308"))
      try desk.act(
        "收回决定", "reclaim", "hq-2", "停滞的工厂", on: "2027-05-14", "decision=收回 document=聊指办〔2027〕9号 decided_by=市指挥部 basis=第二十条")
      let reclaimed = try desk.type("report reclaims --columns project,quantity,compensation --format csv").output
      #expect(reclaimed.contains("L-2,40.0000,490.0000"), "what was promised is what is booked:\n\(reclaimed)")
      #expect(try desk.type("ledger verify").output.contains("✗") == false)

      // What it held lets the third in.
      try desk.type("plan try 1 --in L-3 --out L-2 --quick")
      try "title: 收回之后\nbase_date: 2027-05-20\nvintage: 2026\npins: {L-2: never}\n".write(to: scenario, atomically: true, encoding: .utf8)
      try desk.type("scenario run \(scenario.path)")
      try desk.type("plan adopt 2 --document 聊指办〔2027〕10号 --date 2027-05-20")
      #expect(try desk.type("report allocation --where run=2 --columns project --format csv").output.contains("L-3"))
    }
  }
}
