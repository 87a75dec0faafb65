public import Allocation

/// The sample city: named real projects first, then generated ones up to the number asked, and quota for its pools.
///
/// The same seed, size and years give the same rows on every machine. Rows are made one at a time; a million need no more
/// memory than ten.
public struct SampleCity: Sendable {
  public var seed: UInt64
  /// Real and generated together, 1...1,000,000.
  public let projects: Int
  /// Vintages over which starts and quota are spread, 1...3.
  public let years: Int
  /// The named projects with only their real facts; empty for a city that is generated throughout.
  public let real: [SampleProject]

  public static let regions = Places.regions
  public static let factors = Places.factors
  public static let largest = Figures.largestCity
  public static let publishedProjects = Figures.publishedProjects

  /// Generated projects of each county, in the order of `Places.counties`, cumulated.
  private let ends: [Int]
  private let order: Permutation
  /// Of the numbers in codes: four, or as many as the size needs, so that codes ascend with the numbers.
  private let digits: Int

  public enum SampleError: Error, Hashable, Sendable {
    /// A size outside 1...1,000,000, or years outside 1...3.
    case size(Int), years(Int)
    /// A file of real projects that isn't one: the line, and what is wrong there.
    case realProjects(line: Int, problem: String)
  }

  /// Throws `SampleError` when a number is out of range. Real projects beyond `projects` are left out.
  public init(seed: UInt64 = 1, projects: Int = SampleCity.publishedProjects, years: Int = 3, real: [SampleProject] = [])
    throws(SampleError)
  {
    guard (1...Figures.largestCity).contains(projects) else { throw .size(projects) }
    guard (1...3).contains(years) else { throw .years(years) }
    self.seed = seed
    self.projects = projects
    self.years = years
    self.real = Array(real.prefix(projects))
    ends = SampleCity.countyEnds(projects: projects, real: self.real)
    digits = max(4, String(projects).utf8.count)
    order = Permutation(count: projects - self.real.count, seed: seed)
  }

  public var generated: Int { projects - real.count }

  /// Real rows first.
  public var rows: some Sequence<SampleProject> { Rows(city: self) }

  /// The `index`-th generated project, 0..<`generated`.
  func generatedProject(_ index: Int) -> SampleProject {
    let place = order[index]
    var county = 0
    while ends[county] <= place { county += 1 }
    return ProjectMaker.make(seed: seed, index: index, region: county + 1, years: years, digits: digits)
  }

  private struct Rows: Sequence, IteratorProtocol {
    let city: SampleCity
    var place = 0
    init(city: SampleCity) { self.city = city }
    mutating func next() -> SampleProject? {
      guard place < city.projects else { return nil }
      defer { place += 1 }
      return place < city.real.count ? city.real[place] : city.generatedProject(place - city.real.count)
    }
  }

  /// How many each county gets, so that real and generated together come to the published shares: 临清 exactly 135 of 1,212, the others
  /// by their weights, with the largest remainders.
  private static func countyEnds(projects: Int, real: [SampleProject]) -> [Int] {
    var have = [Int](repeating: 0, count: Places.regions.count)
    for project in real { have[project.region] += 1 }
    let weights = Figures.countyWeights
    let fixed = Places.counties.firstIndex { $0.code == "371581" }!
    let free = projects - have[0]
    let fixedTarget = min((projects * 135 + 606) / 1_212, free)
    var others = weights
    others[fixed] = 0
    var targets = shares(of: free - fixedTarget, by: others)
    targets[fixed] = fixedTarget
    var counts = zip(targets, have.dropFirst()).map { max(0, $0 - $1) }
    // A county that already has more real ones than its share leaves too many places: the largest counts give way.
    var surplus = counts.reduce(0, +) - (projects - real.count)
    while surplus > 0, let largest = counts.indices.max(by: { counts[$0] < counts[$1] }) {
      counts[largest] -= 1
      surplus -= 1
    }
    var sum = 0
    return counts.map { count in
      sum += count
      return sum
    }
  }

  /// `total` split by whole weights, the largest remainders rounded up, earlier first among equals.
  static func shares(of total: Int, by weights: [Int64]) -> [Int] {
    let sum = Int(weights.reduce(0, +))
    var result = weights.map { total * Int($0) / sum }
    let rest = total - result.reduce(0, +)
    let order = weights.indices.sorted { a, b in
      let (x, y) = (total * Int(weights[a]) % sum, total * Int(weights[b]) % sum)
      return x != y ? x > y : a < b
    }
    for index in order.prefix(rest) { result[index] += 1 }
    return result
  }
}
