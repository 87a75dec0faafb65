/// What each county's projects asked of the tiers so far and what they got, by one measure. A project with variants asks once, as the library has it,
/// and is served by any of its forms.
struct SatisfiedShares {
  private let instance: Instance
  private let measure: Aim.Measure
  /// By region; the city's own projects don't count.
  private(set) var asked: [Int64]
  private(set) var served: [Int64]

  /// - Parameters:
  ///   - earlier: projects of earlier tiers and pinned ones that asked; `awarded`: those of them that are served.
  ///   - candidates: projects of this tier that ask.
  ///   - decided: those of them that ask no more.
  init(_ instance: Instance, _ measure: Aim.Measure, earlier: [Int], awarded: [Int], candidates: [Int], decided: Set<Int>) {
    (self.instance, self.measure) = (instance, measure)
    asked = [Int64](repeating: 0, count: instance.regions)
    served = asked
    for project in earlier + candidates where !instance.isVariant(project) && !decided.contains(project) {
      asked[region(project)] += amount(project)
    }
    for project in awarded { served[region(project)] += amount(project) }
  }

  /// What a project counts.
  func amount(_ project: Int) -> Int64 {
    switch measure {
    case .score: instance.score(instance.library(project))
    case .projects: 1
    case .investment: max(instance.snapshot.projects[instance.library(project)].investment.tenThousandths, 0)
    }
  }

  /// The county in whose share it counts.
  func region(_ project: Int) -> Int { instance.snapshot.projects[instance.library(project)].region }

  /// Counties and zones that asked for something.
  var regions: [Int] { asked.indices.filter { $0 != instance.city && asked[$0] > 0 } }

  /// Served by `chosen` on top of what is fixed, by region.
  func served(with chosen: [Int]) -> [Int64] {
    var served = served
    for project in chosen { served[region(project)] += amount(project) }
    return served
  }

  /// A share in millionths, rounded down.
  func parts(_ served: Int64, _ region: Int) -> Int64 { Int64(Int128(served) * Int128(Aim.parts) / Int128(max(asked[region], 1))) }

  /// Less satisfied than another region's share.
  func isLess(_ a: (region: Int, served: Int64), _ b: (region: Int, served: Int64)) -> Bool {
    Int128(a.served) * Int128(asked[b.region]) < Int128(b.served) * Int128(asked[a.region])
  }

  /// The smallest shares decide, then the next.
  func isFairer(_ a: [Int], _ b: [Int], among regions: [Int]) -> Bool {
    func sorted(_ chosen: [Int]) -> [(region: Int, served: Int64)] {
      let served = served(with: chosen)
      return regions.map { ($0, served[$0]) }.sorted(by: isLess)
    }
    for (x, y) in zip(sorted(a), sorted(b)) {
      if isLess(y, x) { return true }
      if isLess(x, y) { return false }
    }
    return false
  }
}
