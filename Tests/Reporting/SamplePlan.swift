import Allocation
import Diagnostics
import Foundation
import Optimisation
import Reporting
import SampleCity

/// A solved plan of the sample city, small enough to read, made once.
enum SamplePlan {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let solved = Result<(Snapshot, Plan), any Error> {
    var snapshot = try SampleCity(seed: 5, projects: 300, years: 1).snapshot()
    // A name that would break a page if it were not escaped.
    snapshot.projects[0].name = hostile
    snapshot.projects[1].name = hostile
    return (snapshot, try Planner(solver: HighsSolver()).plan(snapshot))
  }
  static let hostile = "</script><b>\"甲\" & '乙'"

  static func report(_ language: Language) throws -> PlanReport {
    let (snapshot, plan) = try solved.get()
    var scenario = Scenario(name: "test")
    (scenario.title, scenario.titleEnglish, scenario.question) = ("基准年 <1>", "Base <1>", "谁获得保障？")
    let shapes = try MapShape.read(geoJSON: Data(contentsOf: root.appending(path: "Scenarios/liaocheng/boundaries.geojson")))
    return PlanReport(
      run: 7, scenario: scenario, snapshot: snapshot, plan: plan, createdBy: "规划员", createdAt: "2026-03-01 09:00",
      assertions: [("莘县 ≥ 5", true, "12")], shapes: shapes, language: language)
  }
}
