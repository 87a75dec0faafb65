import Diagnostics
import Operations
import Testing

@Suite("What can be asked about a plan")
struct ExploreTests {
  private func faults(_ what: Job.Explore.What, _ change: (inout Job.Explore) -> Void = { _ in }) -> [String] {
    var ask = Job.Explore(what, run: 1, language: .english)
    change(&ask)
    return ask.faults(.english).map(\.field)
  }

  @Test("everything that is missing or out of range is told at once, by field")
  func told() {
    #expect(faults(.sweep) == ["change", "factor", "values"])
    #expect(faults(.frontier) == ["aim", "most", "points"])
    #expect(faults(.ladder) == ["factor", "steps"])
    #expect(faults(.alternatives) == ["within"])
    #expect(faults(.stress) == ["factor", "low", "high", "draws"])
    #expect(faults(.alternatives) { ($0.within, $0.seconds) = ("2%", 10_000) } == ["seconds"])
    #expect(
      faults(.sweep) { ($0.change, $0.factor, $0.values) = ("share", "land", ["20%", "120%"]) } == ["values"],
      "nobody coordinates more than all")
    #expect(faults(.sweep) { ($0.change, $0.factor, $0.values) = ("supply", "land", ["20%", "120%"]) } == [])
    #expect(faults(.stress) { ($0.factor, $0.low, $0.high, $0.draws) = ("land", "90%", "80%", 5) } == ["high"])
    #expect(faults(.frontier) { ($0.aim, $0.most, $0.points, $0.measure) = ("fairness", "5%", 22, "weight") } == ["measure", "points"])
  }

  @Test("a rehearsal's days are of one year, in their order")
  func days() {
    #expect(Rehearsal.Period(from: "2026-01-01", to: "2026-12-31") != nil)
    for (from, to) in [("2026-02-01", "2026-01-01"), ("2025-12-31", "2026-01-01"), ("2026-13-01", "2026-12-01"), ("", "")] {
      #expect(Rehearsal.Period(from: from, to: to) == nil)
    }
  }
}
