import Foundation
import Optimisation
import SampleCity
import Testing

@testable import Allocation

@Suite("Very many projects")
struct SiftingTests {
  private static func program(_ seed: UInt64) throws -> TierProgram {
    let snapshot = try SampleCity(seed: seed, projects: 9_000, years: 1).snapshot()
    let instance = Instance(snapshot)
    let load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    let candidates = instance.order.filter { !instance.demands($0).isEmpty && load.fits($0) }
    return TierProgram(load, candidates: candidates, companions: [], floors: [:])
  }

  @Test("prices found by sifting prove nearly what the whole relaxation proves, and never less than is true", arguments: [UInt64(1), 2])
  func bound(_ seed: UInt64) throws {
    let program = try Self.program(seed)
    let solver = try HighsSolver()
    func run(_ program: Program) throws -> ProgramSolution { try solver.solve(program, seconds: 60, gap: 0, start: nil) { _ in true } }
    let whole = try run(program.relaxed)
    let sifting = try #require(DualSifting(program.program, projects: program.projects.count, run: run))
    let outcome = try #require(try sifting.solve { _ in false })
    #expect(outcome.bound >= whole.objective * (1 - 1e-9))
    #expect(outcome.bound <= whole.objective * (1 + 1e-4), "\(outcome.bound) \(whole.objective)")
    // The bound follows from the prices by weak duality, whatever the solver says.
    let reduced = program.reducedCosts(outcome.duals)
    let again = zip(outcome.duals, program.program.rowUpper).reduce(0) { $0 + $1.0 * $1.1 } + reduced.reduce(0) { $0 + max(0, $1) }
    #expect((again - outcome.bound).magnitude <= 1e-7 * outcome.bound && outcome.duals.allSatisfy { $0 >= 0 })
  }

  @Test("what is decided is taken out, and a solution of the rest is one of the whole")
  func restriction() throws {
    var whole = Program()
    for cost in [5.0, 4, 3] { whole.column(cost: cost, isInteger: true) }
    whole.row(upper: 5, [(0, 3), (1, 2), (2, 2)])
    let rest = Restriction(whole, fixing: [0: true])
    #expect(rest.program.cost == [4, 3] && rest.program.rowUpper == [2] && rest.offset == 5)
    #expect(rest.reduced([1, 1, 0]) == [1, 0])
    #expect(rest.reduced([0, 1, 0]) == nil)
    let solution = rest.whole(try HighsSolver().solve(rest.program, seconds: 10, gap: 0, start: nil) { _ in true })
    #expect(solution.values == [1, 1, 0] && solution.objective == 9 && solution.bound == 9)
  }

  @Test("[L20.1] equal scores everywhere: each project at most once, and the checker agrees", arguments: 1...6)
  func ties(_ seed: Int) throws {
    var snapshot = try SampleCity(seed: UInt64(seed), projects: 400, years: 1).snapshot()
    for index in snapshot.projects.indices { snapshot.projects[index].score = Int64(1 + index % 2) }
    let plan = try Planner(solver: HighsSolver()).plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
  }
}
