/// The smallest number of loans and transfers that serve what is awarded, and of those the least quota (L17.3): a transport of each factor in which every
/// pair of counties costs one, whatever it moves.
struct FewestMoves {
  private let load: Load
  private let vintage: Int
  private let solver: any ProgramSolver
  private var instance: Instance { load.instance }

  private static let seconds = 10.0
  /// Pairs of counties of one factor beyond which the usual moves are good enough.
  private static let mostPairs = 2_500

  init(_ load: Load, vintage: Int, solver: any ProgramSolver) { (self.load, self.vintage, self.solver) = (load, vintage, solver) }

  func moves() throws -> [Plan.Move] {
    try (0..<instance.factors).filter { instance.isExchanged[$0] }.flatMap(moves)
  }

  /// A county that must borrow, what of its demand may be the city's instead, and what each other county can spare.
  private struct Side {
    var region: Int
    var must: Int64
    var may: Int64
    var room: Int64
  }

  private func moves(factor: Int) throws -> [Plan.Move] {
    let usual = Exchange.moves(load, factor: factor, vintage: vintage)
    let sides = (0..<instance.regions).filter { $0 != instance.city }.map { region -> Side in
      let gap = load.gap(instance.pool(region, factor))
      return Side(region: region, must: gap.mustBorrow, may: gap.excess, room: gap.room)
    }
    let (borrowers, lenders) = (sides.filter { $0.must + $0.may > 0 }, sides.filter { $0.room > 0 })
    // Nothing is fewer than one for each that must borrow.
    guard usual.count > max(1, borrowers.count { $0.must > 0 }), borrowers.count * lenders.count <= Self.mostPairs else { return usual }
    let total = usual.reduce(Int64(0)) { $0 + $1.quantity.tenThousandths }
    let program = pairs(borrowers, lenders, total, usual)
    let solution = try solver.solve(program.program, seconds: Self.seconds, gap: 0, start: program.start) { _ in true }
    guard !solution.values.isEmpty else { return usual }
    let count = lenders.count
    let open = Set(borrowers.indices.flatMap { to in lenders.indices.map { to * count + $0 } }.filter { solution.values[$0] > 0.5 })
    guard let flows = Transport(borrowers.map { ($0.must, $0.may) }, lenders.map(\.room), open: open).flows(total),
      flows.count < usual.count
    else { return usual }
    return flows.sorted { $0.key < $1.key }.map { pair, amount in
      Exchange.move(amount, of: factor, from: lenders[pair % count].region, to: borrowers[pair / count].region, vintage, instance)
    }
  }

  /// Columns: whether each pair moves something, then how much; pair = borrower × lenders + lender.
  private func pairs(_ borrowers: [Side], _ lenders: [Side], _ total: Int64, _ usual: [Plan.Move]) -> (program: Program, start: [Double]) {
    let scaling = Scaling(borrowers.flatMap { [$0.must, $0.may] } + lenders.map(\.room) + [total])
    var program = Program()
    let count = borrowers.count * lenders.count
    for _ in 0..<count { program.column(cost: -1, isInteger: true) }
    for _ in 0..<count { program.column(cost: 0, upper: .infinity) }
    func flow(_ to: Int, _ from: Int) -> Int { count + to * lenders.count + from }
    for (to, borrower) in borrowers.enumerated() {
      for (from, lender) in lenders.enumerated() {
        let most = scaling.scaled(min(lender.room, borrower.must + borrower.may))
        program.row(upper: 0, [(flow(to, from), 1), (flow(to, from) - count, -most)])
      }
      program.row(
        lower: scaling.scaled(borrower.must), upper: scaling.scaled(borrower.must + borrower.may),
        lenders.indices.map { (flow(to, $0), 1) })
    }
    for (from, lender) in lenders.enumerated() {
      program.row(upper: scaling.scaled(lender.room), borrowers.indices.map { (flow($0, from), 1) })
    }
    program.row(lower: scaling.scaled(total), (count..<(2 * count)).map { ($0, 1) })
    var start = [Double](repeating: 0, count: 2 * count)
    for move in usual {
      guard let to = borrowers.firstIndex(where: { $0.region == move.to }), let from = lenders.firstIndex(where: { $0.region == move.from })
      else { continue }
      start[flow(to, from)] = scaling.scaled(move.quantity.tenThousandths)
      start[flow(to, from) - count] = 1
    }
    return (program, start)
  }
}

/// Whole amounts along the pairs that a program opened: each borrower gets what it must, and together they get a total. Augmenting paths, so that rounding
/// can't lose a step.
struct Transport {
  private let needs: [(must: Int64, may: Int64)]
  private let lenders: Int
  private let open: Set<Int>
  private var spare: [Int64]
  private var flow: [Int: Int64] = [:]

  /// `open`: pairs borrower × lenders + lender.
  init(_ needs: [(must: Int64, may: Int64)], _ room: [Int64], open: Set<Int>) {
    (self.needs, lenders, spare, self.open) = (needs, room.count, room, open)
  }

  /// By pair; nil where the open pairs can't carry it.
  func flows(_ total: Int64) -> [Int: Int64]? {
    var transport = self
    var left = total
    for (to, need) in needs.enumerated() {
      guard transport.bring(need.must, to) == need.must else { return nil }
      left -= need.must
    }
    for (to, need) in needs.enumerated() where left > 0 { left -= transport.bring(min(need.may, left), to) }
    return left == 0 ? transport.flow.filter { $0.value > 0 } : nil
  }

  /// As much of `amount` as can be brought to a borrower.
  private mutating func bring(_ amount: Int64, _ to: Int) -> Int64 {
    var brought: Int64 = 0
    while brought < amount, let path = path(to) {
      // What the last lender of the path has, and what each borrower on it can give up.
      var part = min(amount - brought, spare[path.last!.lender])
      for step in path.dropFirst() { part = min(part, flow[step.borrower * lenders + step.given, default: 0]) }
      for (place, step) in path.enumerated() {
        flow[step.borrower * lenders + step.lender, default: 0] += part
        if place > 0 { flow[step.borrower * lenders + step.given]! -= part }
      }
      spare[path.last!.lender] -= part
      brought += part
    }
    return brought
  }

  /// A borrower takes from `lender`; before, it gave up what it had of `given` (nobody does on the first step).
  private struct Step {
    var borrower: Int
    var given: Int
    var lender: Int
  }

  /// The shortest way from a lender with something to spare.
  private func path(_ to: Int) -> [Step]? {
    var reached = Set<Int>()
    var paths = [[Step]]()
    for lender in 0..<lenders where open.contains(to * lenders + lender) {
      reached.insert(lender)
      paths.append([Step(borrower: to, given: -1, lender: lender)])
    }
    while !paths.isEmpty {
      if let found = paths.first(where: { spare[$0.last!.lender] > 0 }) { return found }
      var longer: [[Step]] = []
      for path in paths {
        let given = path.last!.lender
        for borrower in needs.indices where flow[borrower * lenders + given, default: 0] > 0 {
          for lender in 0..<lenders where open.contains(borrower * lenders + lender) && reached.insert(lender).inserted {
            longer.append(path + [Step(borrower: borrower, given: given, lender: lender)])
          }
        }
      }
      paths = longer
    }
    return nil
  }
}
