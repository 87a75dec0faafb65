/// Numbers of each candidate in the interior-point method, by place.
final class InteriorCandidates<Years: SIMD> where Years.Scalar == Double {
  typealias ByYear = UnsafeMutablePointer<Years>
  typealias Single = UnsafeMutablePointer<Double>

  /// How much of each year is taken, what each year costs beyond what is brought, and the directions of both.
  let x, z, dx, dz: ByYear
  /// What products should be beside the common target, the last change of that, and x ÷ z.
  let aim, change, weight: ByYear
  /// The same of no year: what isn't taken, and what the candidate brings.
  let none, gain, dnone, dgain, noneAim, noneChange: Single
  /// 1 ÷ the sum of all weights; how large products are as a rule.
  let inverse, size: Single
  private let years: ByYear
  private let numbers: Single

  init(_ count: Int) {
    let count = max(count, 1)
    (years, numbers) = (.allocate(capacity: 7 * count), .allocate(capacity: 8 * count))
    years.initialize(repeating: .zero, count: 7 * count)
    numbers.initialize(repeating: 0, count: 8 * count)
    (x, z, dx, dz) = (years, years + count, years + 2 * count, years + 3 * count)
    (aim, change, weight) = (years + 4 * count, years + 5 * count, years + 6 * count)
    (none, gain, dnone, dgain) = (numbers, numbers + count, numbers + 2 * count, numbers + 3 * count)
    (noneAim, noneChange) = (numbers + 4 * count, numbers + 5 * count)
    (inverse, size) = (numbers + 6 * count, numbers + 7 * count)
  }

  deinit {
    years.deallocate()
    numbers.deallocate()
  }
}

/// Passes over all candidates.
extension InteriorPoint {
  /// As far from each limit as from the others, the more so the more a candidate is worth; the point may exceed rows. Returns the sum of all sizes.
  func place(distance: Double) -> Double {
    let c = candidates
    var sum = 0.0
    for kind in program.classes {
      let costs = program.costs(kind, price)
      for place in kind.members {
        let worth = max(program.worth[place].max(), 1e-3)
        // Between 1 for all and the worth: in steps of one size small candidates would be nothing, large ones all there is.
        let size = (worth * worth * worth).squareRoot().squareRoot()
        let excess = cost(place, costs) - program.worth[place]
        c.size[place] = size
        c.gain[place] = max(0, -(excess * kind.isOpen).min()) + distance * size
        // Closed years stand aside: none of them is taken, and nothing is paid.
        c.z[place] = (excess + c.gain[place]) * kind.isOpen + (1 - kind.isOpen)
        let inverse = kind.isOpen / c.z[place]
        let share = 1 / (inverse.sum() + 1 / c.gain[place])
        c.x[place] = share * inverse
        c.none[place] = share / c.gain[place]
        sum += size * (kind.isOpen.sum() + 1)
      }
    }
    return sum
  }

  @inline(__always) private func cost(_ place: Int, _ costs: [Years]) -> Years {
    var cost = Years.zero
    for entry in Int(program.start[place])..<Int(program.start[place + 1]) {
      cost += program.amount[entry] * costs[Int(program.factor[entry])]
    }
    return cost
  }

  @inline(__always) private func add(_ part: Years, _ place: Int, to sums: inout [Years]) {
    for entry in Int(program.start[place])..<Int(program.start[place + 1]) {
      sums[Int(program.factor[entry])] += program.amount[entry] * part
    }
  }

  /// For each row the sum of what members ask, times what `part` makes of each.
  @inline(__always) private func sum(_ part: (PriceProgram<Years>.Class, Int) -> Years) -> [Double] {
    var rows = [Double](repeating: 0, count: price.count)
    for kind in program.classes where !kind.members.isEmpty {
      var sums = [Years](repeating: .zero, count: factors)
      for place in kind.members { add(part(kind, place), place, to: &sums) }
      program.add(sums, of: kind, to: &rows)
    }
    return rows
  }

  /// What the candidates take of each row.
  func used() -> [Double] { sum { candidates.x[$1] } }

  func candidateProducts() -> Double {
    let c = candidates
    return (0..<program.count).reduce(0) { sum, place in
      // Closed years have x = 0.
      sum + (c.x[place] * c.z[place]).sum() + c.none[place] * c.gain[place]
    }
  }

  /// Weights of the members of a class; what they add to right-hand sides, to use, and to the products of pairs of factors.
  func gather(_ members: Range<Int>, _ sums: inout [Years], _ uses: inout [Years], _ products: inout [Years]) {
    let (years, c) = (program.years, candidates)
    products.withUnsafeMutableBufferPointer { products in
      for place in members {
        let taken = c.x[place]
        let weight = taken / c.z[place]
        let inverse = 1 / (weight.sum() + c.none[place] / c.gain[place])
        (c.weight[place], c.inverse[place]) = (weight, inverse)
        add(weight * inverse - taken, place, to: &sums)
        add(taken, place, to: &uses)
        let entries = Int(program.start[place])..<Int(program.start[place + 1])
        for year in 0..<years {
          var column = weight * (-weight[year] * inverse)
          column[year] += weight[year]
          for entry in entries {
            let line = Int(program.factor[entry])
            let scaled = program.amount[entry] * column
            let base = products.baseAddress! + (line * (line + 1) / 2) * years + year
            for other in entries.lowerBound...entry { base[Int(program.factor[other]) * years] += program.amount[other] * scaled }
          }
        }
      }
    }
  }

  /// The step that would close all at once: what it would change of the sum of products, whose second order is what is aimed against.
  func predictCandidates(_ direction: [Double], _ ends: inout Ends) -> (point: Double, price: Double, both: Double) {
    var sums = (point: 0.0, price: 0.0, both: 0.0)
    let c = candidates
    for kind in program.classes {
      let costs = program.costs(kind, direction)
      var (most, least) = (Years(repeating: ends.point), Years(repeating: ends.price))
      for place in kind.members {
        let weight = c.weight[place]
        let cost = cost(place, costs)
        let gained = (-1 - (weight * cost).sum()) * c.inverse[place]
        let excess = (cost + gained) * kind.isOpen
        let moved = -c.x[place] - weight * excess
        let (relative, part) = (gained / c.gain[place], excess / c.z[place])
        let unmoved = -c.none[place] * (1 + relative)
        most = pointwiseMax(most, part + 1)
        least = pointwiseMax(least, -part)
        ends.point = max(ends.point, 1 + relative)
        ends.price = max(ends.price, -relative)
        sums.point += (moved * c.z[place]).sum() + unmoved * c.gain[place]
        sums.price += (c.x[place] * excess).sum() + c.none[place] * gained
        c.aim[place] = -moved * excess
        c.noneAim[place] = -unmoved * gained
        sums.both -= c.aim[place].sum() + c.noneAim[place]
      }
      ends.point = max(ends.point, most.max())
      ends.price = max(ends.price, least.max())
    }
    return sums
  }

  /// A candidate's part of the right-hand side of the step towards target and aims.
  @inline(__always) private func wanted(_ kind: PriceProgram<Years>.Class, _ place: Int, _ target: Double) -> Years {
    let c = candidates
    let own = target * c.size[place]
    let wanted = (own + c.aim[place]) / c.z[place] * kind.isOpen
    let open = wanted.sum() + (own + c.noneAim[place]) / c.gain[place] - 1
    return wanted - c.x[place] - c.weight[place] * (open * c.inverse[place])
  }

  /// - Parameter aims: the part of the aims that counts.
  func correct(target: Double, aims: Double) -> [Double] {
    let c = candidates
    return sum { kind, place in
      c.aim[place] *= aims
      c.noneAim[place] *= aims
      return wanted(kind, place, target)
    }
  }

  /// Aims against products that so long a step would leave too small or too large.
  func recentre(target: Double, _ steps: (point: Double, price: Double)) -> [Double] {
    let c = candidates
    return sum { kind, place in
      let own = target * c.size[place]
      let product = (c.x[place] + steps.point * c.dx[place]) * (c.z[place] + steps.price * c.dz[place])
      c.change[place] = Recentring.change(product, own) * kind.isOpen
      c.aim[place] += c.change[place]
      let other = (c.none[place] + steps.point * c.dnone[place]) * (c.gain[place] + steps.price * c.dgain[place])
      c.noneChange[place] = Recentring.change(other, own)
      c.noneAim[place] += c.noneChange[place]
      return wanted(kind, place, target)
    }
  }

  func forgetRecentring() {
    for place in 0..<program.count {
      candidates.aim[place] -= candidates.change[place]
      candidates.noneAim[place] -= candidates.noneChange[place]
    }
  }

  /// Directions of point and excess.
  func moveCandidates(_ direction: [Double], target: Double, _ ends: inout Ends) {
    let c = candidates
    for kind in program.classes {
      let costs = program.costs(kind, direction)
      var (most, least) = (Years(repeating: ends.point), Years(repeating: ends.price))
      // Closed years have no part, and nothing of it moves.
      let closed = 1 - kind.isOpen
      for place in kind.members {
        let (weight, own) = (c.weight[place], target * c.size[place])
        let cost = cost(place, costs)
        let wanted = (own + c.aim[place]) / c.z[place] * kind.isOpen
        let unwanted = (own + c.noneAim[place]) / c.gain[place]
        let gained = (wanted.sum() + unwanted - 1 - (weight * cost).sum()) * c.inverse[place]
        let excess = (cost + gained) * kind.isOpen
        let moved = wanted - c.x[place] - weight * excess
        let relative = gained / c.gain[place]
        let unmoved = unwanted - c.none[place] * (1 + relative)
        (c.dx[place], c.dz[place], c.dnone[place], c.dgain[place]) = (moved, excess, unmoved, gained)
        most = pointwiseMax(most, -moved / (c.x[place] + closed))
        least = pointwiseMax(least, -excess / c.z[place])
        ends.point = max(ends.point, -unmoved / c.none[place])
        ends.price = max(ends.price, -relative)
      }
      ends.point = max(ends.point, most.max())
      ends.price = max(ends.price, least.max())
    }
  }

  /// Returns the sum of products after the step.
  func takeCandidates(_ steps: (point: Double, price: Double)) -> Double {
    let c = candidates
    var sum = 0.0
    for place in 0..<program.count {
      c.x[place] += steps.point * c.dx[place]
      c.z[place] += steps.price * c.dz[place]
      c.none[place] += steps.point * c.dnone[place]
      c.gain[place] += steps.price * c.dgain[place]
      sum += (c.x[place] * c.z[place]).sum() + c.none[place] * c.gain[place]
    }
    return sum
  }
}
