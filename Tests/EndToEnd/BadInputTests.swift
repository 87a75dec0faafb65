import Foundation
import Postgres
import Testing
import TestSupport

@Suite("Bad input ends with one clear message, and nothing half-done")
struct BadInputTests {
  private static let files: [String: String] = [
    "empty.csv": "", "text.txt": "hello", "noheader.csv": "1,2\n3,4\n",
    "faults.csv": "项目代码,项目名称,县市区,总投资（亿元）\nA1,甲,火星,1\nA1,乙,莘县,-5\nA2,,莘县,99999999999\n",
    "tab.yaml": "title: a\npolicy:\n\tx: 1\n", "deep.yaml": String(repeating: "[", count: 2_000),
    "misspelt.yaml": "title: a\nhorizn: 3\n", "factor.yaml": "title: a\nsupply:\n  - factor: gold\n    times: 2\n",
    "full.yaml": "title: a\nbase_date: 2026-07-01\nsupply:\n  - {factor: land, plus: 99999999999}\n",
    "people.csv": "人员代码,姓名,单位代码,角色,单位名称,单位类型,县市区\nx,y,zz,经理,某公司,公司,火星\nx,y,land,部门经办,,,\n,y,land,部门经办,,,\n",
    "unit.csv": "人员代码,姓名,单位代码,角色\nx,y,nounit,部门经办\n",
    "procedure.yaml":
      "procedure: x\nversion: 1\ntitle: t\ntitle_en: t\ndocument: d\narticles: [L4]\nfrom: soon\nsubject: project\nstart: {by: [hq_clerk], to: [a]}\nsteps:\n  - {step: a, titel: A, title_en: A}\n",
    "bomb.xlsx": "PK\u{3}\u{4}not a zip at all",
  ]

  /// Arguments with `@name` for a file of the table, the exit code, and what the message must contain.
  private static let cases: [(String, Int32, [String])] = [
    ("import projects @missing.csv", 65, ["F001", "missing.csv"]), ("import projects @empty.csv", 65, ["empty.csv"]),
    ("import projects @bomb.xlsx", 65, ["bomb.xlsx"]), ("import projects @noheader.csv", 65, ["F006"]),
    ("import projects @faults.csv", 65, ["I009", "火星", "I012", "I006", "I004", "I007"]),
    ("import projects @faults.csv --dry-run", 65, ["I009", "nothing was done"]),
    ("import quota @faults.csv", 65, ["faults.csv"]), ("scenario check @tab.yaml", 65, ["S009", "tab.yaml:3"]),
    ("scenario check @deep.yaml", 65, ["deep.yaml"]), ("scenario check @misspelt.yaml", 65, ["S002", "horizon", "misspelt.yaml:2"]),
    ("scenario run @factor.yaml", 65, ["gold"]), ("scenario run nosuch", 65, ["nosuch"]),
    ("plan show 99", 65, ["99", "plan list"]), ("plan adopt 99 --document d", 77, ["YS102"]),
    ("plan try 1 --in LC-G-0039 --out LC-G-0039", 64, ["LC-G-0039", "--in", "--out"]),
    ("scenario run @full.yaml", 65, ["371522 land 2026", "supply"]),
    ("report nosuch", 64, ["pool_balance"]), ("report loans --columns nosuch", 64, ["outstanding"]),
    ("report loans --where nosuch=1", 64, ["outstanding"]), ("report loans --where nonsense", 64, ["--where"]),
    ("project show NOSUCH", 65, ["NOSUCH"]), ("reclaim NOSUCH --cause given_up --document d", 77, ["YS107"]),
    ("ledger deposit --factor gold --region 莘县 --vintage 2026 --quantity 1 --source s", 64, ["gold"]),
    ("ledger deposit --factor land --region 火星 --vintage 2026 --quantity 1 --source s", 64, ["火星"]),
    ("ledger deposit --factor land --region 莘县 --vintage 2026 --quantity=-1 --source s", 77, ["YS002"]),
    ("ledger deposit --factor land --region 莘县 --vintage 2026 --quantity 1.00001 --source s", 64, ["1.00001"]),
    ("ledger transfer --factor land --vintage 2026 --from 莘县 --to 冠县 --quantity 99999999 --price 1 --document d", 77, ["YS005"]),
    ("scenario sweep base --parameter nosuch --values 1", 64, ["coordination_share"]),
    ("scenario sweep base --parameter coordination_share --values 20%,much", 64, ["much", "ratio"]),
    ("scenario sweep base --supply gold --values 1", 64, ["gold", "land"]),
    ("solve @missing.txt --input mknap", 65, ["F001", "missing.txt"]), ("solve @text.txt --input mknap", 65, ["text.txt:1", "hello"]),
    ("solve @text.txt --input pabulib --coordinate 2", 64, ["--coordinate"]), ("solve @text.txt --input mknap --gap 2", 64, ["--gap"]),
    ("case start consultation --project LC-G-0039", 64, ["--as"]), ("inbox --as nobody", 65, ["nobody", "officer list"]),
    ("case start consultation --project LC-G-0039 --as 371521-1 --today 2026-13-01", 64, ["2026-13-01"]),
    ("case start consultation --project NOPE --as 371521-1 --today 2026-03-02 --set policy_basis=x", 77, ["YS205"]),
    (
      "case start consultation --project LC-G-0039 --as 371521-1 --today 2026-03-02", 77,
      ["YS310", "“industrial policy” is not filled in (policy_basis)"]
    ),
    ("case start consultation --project LC-G-0039 --as land-1 --today 2026-03-02 --set policy_basis=x", 77, ["YS308", "county clerk"]),
    (
      "case start consultation --project LC-G-0039 --as land-1 --today 2026-03-02 --set policy_basis=x --lang zh", 77,
      ["land-1 不能发起“策划会商”", "县级指挥部经办"]
    ),
    (
      "problem open LC-G-0039 --problem x --level 市级 --unit nounit --as 371521-1 --today 2026-03-02", 77,
      ["YS310", "“responsible unit” should be a unit", "nounit"]
    ),
    ("case verb 99999 fly --as land-1", 77, ["YS316", "There is no “fly”; there are transfer"]),
    ("case verb 99999 remove --as land-1 --lang zh", 77, ["“减签”要写明理由"]),
    ("report dispatch --as nobody", 65, ["nobody", "officer list"]), ("report dispatch --today soon", 64, ["soon"]),
    ("document dispatch --as nobody", 65, ["nobody"]),
    ("case start consultation --project LC-G-0039 --as 371521-1 --set policy_basis", 64, ["policy_basis"]),
    ("case start consultaton --project LC-G-0039 --as 371521-1 --set policy_basis=x", 77, ["YS303", "procedure list"]),
    ("case act 99999 agree --as land-1", 77, ["YS306"]), ("case show 99999 --as hq-1", 65, ["99999"]),
    ("document form 99999", 65, ["99999"]), ("document book NOPE", 65, ["NOPE"]), ("document nothing 1", 64, ["dispatch"]),
    ("document bulletin 1999-01", 77, ["1999-01"]), ("document dispatch --today soon", 64, ["soon"]),
    ("meeting plan --kind weird --title x --on 2026-09-01 --chair conference-2 --as conference-1", 77, ["YS318"]),
    ("meeting plan --kind regular --title x --on soon --chair conference-2 --as conference-1", 77, ["YS318"]),
    ("meeting plan --kind regular --title x --on 2026-09-01 --chair conference-2 --as land-1", 77, ["YS308"]),
    ("officer away land-1 --delegate nobody --from 2026-07-20 --until 2026-07-21", 77, ["YS302"]),
    ("officer away land-1 --delegate land-3 --from 2026-07-40 --until 2026-07-41", 77, ["YS301"]),
    ("officer import @people.csv", 65, ["I011", "经理", "公司", "S008", "I004"]), ("officer import @unit.csv", 77, ["YS302", "nounit"]),
    ("account open NOPE", 77, ["YS302"]), ("account close hq-1", 77, ["YS407"]), ("serve --port 70000", 64, ["--port"]),
    ("serve --rate 0", 64, ["--rate"]), ("serve --today soon", 64, ["soon"]), ("serve --map @missing.json", 73, ["missing.json"]),
    ("project progress --as 371522-1", 64, ["--file"]),
    ("project progress P-1 --month 2026-13 --invested 1 --as 371522-1", 64, ["--month"]),
    ("project progress --file @people.csv --as 371522-1", 65, ["people.csv", "项目代码"]),
    ("project progress NOPE --month 2026-03 --invested 1 --as 371522-1 --today 2026-04-01", 77, ["YS205"]),
    ("procedure check @procedure.yaml", 65, ["S003", "procedure.yaml:7", "S002", "titel", "S006"]),
    ("procedure show nosuch", 65, ["consultation"]), ("tick --today x", 64, ["x"]),
    ("assess draw --seed s --count 0 --as hq-1", 64, ["--count"]),
    ("assess --weight county_investment=much --as hq-1", 64, ["--weight"]),
    ("sample --projects 0 --out /tmp", 64, ["1"]), ("nosuch", 64, ["nosuch"]), ("plan show", 64, ["run"]),
  ]

  @Test("each refusal by its class, in words that say where and what to do")
  func refusals() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-bad-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    try SampleDatabase.withProgram { program in
      let before = try state(program)
      for (line, status, fragments) in Self.cases {
        let arguments = line.replacing("@", with: folder.path + "/").split(separator: " ").map(String.init)
        let result = try program.run(arguments)
        #expect(result.status == status, "\(line)\n\(result.all)")
        for fragment in fragments { #expect(result.errors.contains(fragment), "\(line): no \(fragment) in\n\(result.errors)") }
        #expect(result.output.isEmpty || status == 64 && result.output.count < 40, "\(line) wrote \(result.output)")
      }
      #expect(try state(program) == before)
    }
  }

  private func state(_ program: Program) throws -> String {
    try Session(program.database!).query(
      """
      SELECT concat_ws(' ', (SELECT count(*) FROM ledger.batch), (SELECT count(*) FROM library.project), (SELECT count(*) FROM library.import),
        (SELECT count(*) FROM plan.run), (SELECT count(*) FROM library.project_history), (SELECT count(*) FROM work.event),
        (SELECT count(*) FROM work.meeting), (SELECT count(*) FROM work.request), (SELECT count(*) FROM office.person)) AS state
      """
    ).string(0, "state")
  }

  @Test("a database that isn't there, or isn't migrated, is told with what to do")
  func databases() throws {
    let nowhere = try Program(database: "host=/nonexistent dbname=x").run("report loans")
    #expect(nowhere.status == 69 && nowhere.errors.contains("yaosu doctor"))
    let doctor = try Program(database: "host=/nonexistent dbname=x").run("doctor")
    #expect(doctor.status == 69 && doctor.output.contains("✗"))
    try TestDatabase.withDatabase { conninfo in
      try Session(conninfo).script(
        "DROP SCHEMA report CASCADE; DELETE FROM yaosu_migration.applied WHERE name = (SELECT max(name) FROM yaosu_migration.applied)")
      let result = try Program(database: conninfo).run("report loans")
      #expect(result.status == 69 && result.errors.contains("yaosu db migrate"), "\(result.all)")
    }
  }

  @Test("doctor names every part with its version")
  func doctor() throws {
    try TestDatabase.withDatabase { conninfo in
      let result = try Program(database: conninfo).run("doctor")
      #expect(result.status == 0, "\(result.all)")
      for part in ["HiGHS  1.", "GDAL", "libxlsxwriter", "PostgreSQL 1", "migrations  up to date", "btree_gist"] {
        #expect(result.output.contains(part), "\(part)")
      }
    }
  }
}
