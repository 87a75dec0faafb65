import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A year of a small city, from the command line")
struct YearTests {
  static let folder = FileManager.default.temporaryDirectory.appending(
    path: "yaosu-year-\(ProcessInfo.processInfo.processIdentifier)")
  private static let template = "template_year"

  /// 220 projects, their officers, all procedures, a plan adopted in July, played until November.
  private static let made = Result<Void, any Error> {
    atexit { try? FileManager.default.removeItem(at: YearTests.folder) }
    try TestDatabase.makeTemplate(template) { conninfo in
      let program = Program(database: conninfo)
      let city = folder.path
      for line in [
        "sample --projects 220 --out \(city)", "import projects \(city)/projects.csv --date 2026-07-01",
        "import quota \(city)/quota.csv --date 2026-07-01", "import quota \(city)/openings.csv --date 2026-07-01",
        "estimate --date 2026-07-01",
        "import enterprises \(city)/enterprises.csv",
        "officer import \(city)/officers.csv", "procedure load", "sample-year --projects 220 --until 2026-07-17", "scenario run base",
        "plan adopt 1 --document 聊指办〔2026〕7号 --date 2026-07-20", "sample-year --projects 220 --until 2026-11-20",
      ] {
        let result = try program.run(line)
        // The base scenario asserts something about the whole city: 77 says that it doesn't hold here.
        guard result.status == 0 || line.hasPrefix("scenario") else { throw SampleDatabase.Failure(what: "\(line): \(result.all)") }
      }
    }
  }

  func withYear(_ body: (Program, Session) throws -> Void) throws {
    try Self.made.get()
    try TestDatabase.withDatabase(like: Self.template) { try body(Program(database: $0), Session($0)) }
  }

  @Test("[L23] every report shows something, every paper is written, the histories and the ledger hold, playing again changes nothing")
  func reports() throws {
    try withYear { program, session in
      for name in [
        "case_list", "task_list", "overdue", "opinion", "problem", "supervision", "meeting", "service", "progress", "traffic_light",
        "dispatch",
        "bulletin_county", "bulletin_department", "adjustment", "promise", "evaluation", "award_condition", "point", "milestone",
        "assessment", "assessment_total", "idle", "reclaim_pair", "practice", "late_entry", "enterprise_grade", "input_output",
        "entry_check", "demand_outlook",
      ] {
        let rows = try program.run("report \(name) --format csv").output.split(whereSeparator: \.isNewline).count
        #expect(rows > 1, "\(name)")
      }
      #expect(try session.query("SELECT count(*) AS n FROM work.verify('371500')").int64(0, "n") == 0)
      #expect(try !program.run("ledger verify").output.contains("✗"))
      let again = try program.run("sample-year --projects 220 --until 2026-11-20")
      #expect(again.errors.contains("0 begun, 0 acts"), "\(again.all)")
      #expect(try program.run("tick --today 2026-11-20").output.contains("0 notices, 0 deadlines decided, 0 cases begun"))
    }
  }

  @Test(
    "[P7] [P8] [A5] [A8] [L20.3] papers as pages and workbooks: forms, opinion sheet, book, notice, minutes, dispatch sheet, bulletin, decisions"
  )
  func papers() throws {
    try withYear { program, session in
      func one(_ sql: String) throws -> String { try session.query(sql).optionalString(0, "x") ?? "" }
      let glossary = try session.query("SELECT word FROM report.glossary WHERE field = '' AND word !~ '[{]'")
      let known = try (0..<glossary.count).map { try glossary.string($0, "word") }
      let form = "SELECT max(d.document)::text AS x FROM work.document d JOIN work.matter m USING (city, number) WHERE"
      let papers = [
        ("form \(try one("\(form) d.form = 'opinion'"))", "部门意见表"), ("form \(try one("\(form) d.form = 'landing'"))", "落地评价表"),
        ("form \(try one("\(form) d.form = 'decision'"))", "文号"),
        ("opinions \(try one("SELECT max(number)::text AS x FROM work.matter WHERE procedure = 'consultation'"))", "部门意见汇总表"),
        ("public-opinions \(try one("SELECT max(number)::text AS x FROM work.matter WHERE procedure = 'consultation'"))", "部门意见（公开版）"),
        ("book \(try one("SELECT min(project) AS x FROM work.service"))", "一项目一册"),
        ("notice \(try one("SELECT min(project) AS x FROM plan.award_line"))", "指标来源"), ("minutes 1", "议定事项"), ("dispatch", "周调度单"),
        ("pairs", "指标收回与再配置建议"),
        ("bulletin 2026-10", "超过序时进度"),
      ]
      for (paper, content) in papers {
        let path = Self.folder.path + "/paper"
        let page = try program.run("document \(paper) --lang zh --today 2026-11-20 --out \(path).html")
        #expect(page.status == 0, "\(paper): \(page.all)")
        let text = try String(contentsOfFile: path + ".html", encoding: .utf8)
        #expect(text.contains(content) && text.contains("@page") && !text.contains("<script"), "\(paper)")
        let english = try program.run("document \(paper) --lang en --today 2026-11-20 --out \(path)-en.html")
        #expect(english.status == 0, "\(paper): \(english.all)")
        let words = try String(contentsOfFile: path + "-en.html", encoding: .utf8)
        #expect(!words.contains(/<th[^>]*>[a-z]+_[a-z_]+</) && !words.contains("● 红"), "\(paper): a column's name isn't a heading")
        let untranslated = known.filter { words.contains(">\($0)<") }
        #expect(untranslated == [], "\(paper): an English paper gives statuses, units, steps and answers in English")
        let book = try program.run("document \(paper) --format xlsx --today 2026-11-20 --out \(path).xlsx")
        #expect(book.status == 0, "\(paper): \(book.all)")
        // The next paper must not be read from this one's file.
        try FileManager.default.removeItem(atPath: path + ".html")
      }
    }
  }

  @Test("people's own commands: inbox, cases, problems, meetings, evaluation, assessment, draw, plan of a case")
  func commands() throws {
    try withYear { program, session in
      let green = try session.query("SELECT max(number)::text AS x FROM work.matter WHERE procedure = 'green-channel'").string(0, "x")
      let project = try session.query("SELECT min(project) AS x FROM work.promise").string(0, "x")
      for (line, content) in [
        ("inbox --as hq-1 --notices --today 2026-11-20 --lang zh", "落地评价"), ("case list --as hq-1 --limit 5", "case"),
        ("case show \(green) --as hq-1 --lang zh", "绿色通道"), ("case history \(green) --as hq-1", "start"),
        ("case plan \(green) --as hq-1", "★"),
        ("problem list --as hq-1 --all --today 2026-11-20", "problem"), ("meeting list --lang zh", "联席会议"), ("meeting show 1", "item"),
        ("evaluate \(project) --as hq-1", "promised"), ("assess --as hq-1 --today 2026-11-20", "county"),
        ("assess points --unit land --as hq-1", "department_on_time"), ("assess draw --seed s --count 3 --as hq-1", "ticket"),
        ("project book \(project)", "procedure"), ("procedure list", "consultation"), ("procedure show special-case", "form1"),
        ("officer list --unit land", "land-1"), ("officer units", "hq"), ("officer roles", "county_clerk"),
      ] {
        let result = try program.run(line)
        #expect(result.status == 0 && result.output.contains(content), "\(line): \(result.all)")
      }
      // A county that asks for a report gets its own rows, and papers made of them.
      let regions = try program.run("report case_list --as 371522-1 --columns region --format csv").output.split(
        whereSeparator: \.isNewline)
      #expect(Set(regions.dropFirst()) == ["371522"], "\(regions.prefix(4))")
      let foreign = try session.query(
        "SELECT min(project) AS x FROM work.promise p JOIN library.project l ON l.code = p.project WHERE l.region <> '371522'")
      let refused = try program.run("document book \(foreign.string(0, "x")) --as 371522-1 --out \(Self.folder.path)/x.html")
      #expect(refused.status == 65, "\(refused.all)")
      let drawn = try ["s", "s", "t"].map { try program.run("assess draw --seed \($0) --count 20 --as hq-1 --format csv").output }
      #expect(drawn[0] == drawn[1] && drawn[0] != drawn[2], "[L26] who knows the seed draws the same")
      let svg = Self.folder.path + "/drawing.svg"
      #expect(try program.run("procedure show consultation --out \(svg)").status == 0)
      #expect(try String(contentsOfFile: svg, encoding: .utf8).contains("</svg>"))
    }
  }
}
