import Foundation
import Postgres
import Testing
import TestSupport

@Suite("The main job, from the command line")
struct MainJobTests {
  @Test(
    "[L14] [L15.2] [L17.2] [L20.1] [L20.2] [L20.3] [L20.5] import, plan, explain, adopt, publish, reclaim, verify, report; each again is once"
  )
  func mainJob() throws {
    try SampleDatabase.withProgram { program in
      func ok(_ line: String) throws -> Program.Result {
        let result = try program.run(line)
        #expect(result.status == 0, "\(line)\n\(result.all)")
        return result
      }
      let city = SampleDatabase.folder.path
      #expect(try ok("import projects \(city)/projects.csv --date 2026-07-01").errors.contains("0 new, 0 changed, 1212 unchanged"))
      #expect(try ok("import quota \(city)/quota.csv --date 2026-07-01").errors.contains("677 of them booked before"))

      let run = try ok("scenario run base")
      #expect(run.output.contains("every tier within the asked gap") && run.output.contains("✓"))
      #expect(try ok("plan check 1").status == 0)

      let left = try cell(ok("report unmet_demand --where run=1 --columns project --format csv"))
      #expect(try ok("plan explain 1 \(left)").output.contains("missing"))
      #expect(try ok("plan explain 1 \(left) --lang zh").output.contains("缺"))

      let adopt = "plan adopt 1 --document 聊指办〔2026〕7号 --date 2026-07-20"
      #expect(try ok(adopt).output.contains("run 1 is adopted:"))
      #expect(try ok(adopt).output.contains("done before"))
      let place = FileManager.default.temporaryDirectory.appending(path: "yaosu-site-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: place) }
      #expect(try ok("site --out \(place.path)").output.contains("allocation.csv"))
      #expect(try published(place).split(whereSeparator: \.isNewline).count == 1, "adopted isn't published yet")
      #expect(try ok("plan publish 1").output.contains("published"))
      #expect(try ok("site --out \(place.path)").status == 0)
      #expect(try published(place).split(whereSeparator: \.isNewline).count > 100)
      let everything = try FileManager.default.contentsOfDirectory(atPath: place.path).map {
        try String(contentsOf: place.appending(path: $0), encoding: .utf8)
      }.joined()
      #expect(everything.contains("<h1>") && !everything.contains("联系") && !everything.contains("经办"))

      let served = try cell(ok("report allocation --where run=1 --columns project --format csv"))
      #expect(try ok("plan explain 1 \(served)").output.contains("served in 2026"))

      let reclaim = "reclaim \(served) --cause given_up --document 聊指办〔2026〕12号 --date 2026-08-15"
      #expect(try ok(reclaim).errors.contains("booked as batch"))
      #expect(try ok(reclaim).errors.contains("nothing unused"))
      #expect(try ok("report reclaims --format csv").output.contains(served))

      let verdict = try ok("ledger verify").output
      #expect(verdict.split(separator: "\n").count == 8 && !verdict.contains("✗"))
      try reports(program)
    }
  }

  private func published(_ folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: "allocation.csv"), encoding: .utf8)
  }

  /// Second line of a CSV with one column.
  private func cell(_ result: Program.Result) throws -> String {
    String(try #require(result.output.split(whereSeparator: \.isNewline).dropFirst().first))
  }

  private func reports(_ program: Program) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-out-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = try program.run("plan report 1 --out \(folder.path)")
    #expect(report.status == 0, "\(report.all)")
    let page = try String(contentsOf: folder.appending(path: "plan-1.html"), encoding: .utf8)
    #expect(page.contains("<svg") && page.contains("采纳") && page.contains("莘县"))
    let names = try program.run("report list").output.split(separator: "\n").filter { !$0.hasPrefix(" ") && !$0.hasPrefix("changes") }
    let changes = try program.run("report changes --from 2026-07-01 --to 2030-12-31 --format csv").output
    for kind in ["deposit", "reserve", "reclaim", "plan_adopted", "project_new", "reserved → allocated"] {
      #expect(changes.contains(kind), "\(kind)")
    }
    #expect(names.count >= 14)
    for name in names {
      for format in ["table", "csv", "json", "xlsx"] {
        let result = try program.run("report \(name) --format \(format) --out \(folder.path)/\(name).xlsx")
        #expect(result.status == 0, "\(name) \(format): \(result.errors)")
        if format == "json" { #expect((try? JSONSerialization.jsonObject(with: Data(result.output.utf8))) is [Any], "\(name)") }
      }
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)/\(name).xlsx"))
    }
  }

  @Test("every scenario that is shipped runs, is proven, and holds what it asserts")
  func scenarios() throws {
    try SampleDatabase.withProgram { program in
      let names = try program.run("scenario list").output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
      let files = names.filter { FileManager.default.fileExists(atPath: "Scenarios/liaocheng/\($0).yaml") && $0 != "stress" }
      #expect(files.count >= 12)
      for name in files {
        let result = try program.run("scenario run \(name)")
        #expect(result.status == 0, "\(name): \(result.all)")
        #expect(result.output.contains("every tier within the asked gap"), "\(name): \(result.output)")
        #expect(!result.output.contains("✗"), "\(name): \(result.output)")
      }
    }
  }

  @Test("a form with the county's projects goes in again as it came out, and changes nothing")
  func template() throws {
    try SampleDatabase.withProgram { program in
      let path = FileManager.default.temporaryDirectory.appending(path: "yaosu-\(UUID().uuidString).xlsx").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      #expect(try program.run("import template \(path) --region 莘县").status == 0)
      let result = try program.run("import projects \(path) --dry-run")
      #expect(result.status == 0)
      #expect(result.errors.contains("0 new, 0 changed, 125 unchanged"), "\(result.errors)")
    }
  }
}

@Suite("Reference pages that the program makes")
struct GeneratedPageTests {
  @Test("what is committed is what the program says of itself: after a change run `yaosu docs`")
  func committed() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-docs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try TestDatabase.withDatabase { conninfo in
      let result = try Program(database: conninfo).run("docs --out \(folder.path)")
      #expect(result.status == 0, "\(result.all)")
    }
    for name in ["cli.md", "reports.md", "diagnostics.md"] {
      let made = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let committed = try String(contentsOf: TestDatabase.checkout.appending(path: "docs/reference/\(name)"), encoding: .utf8)
      #expect((made == committed) == true, "\(name) is out of date")
    }
  }
}
