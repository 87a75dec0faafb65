/// One thing that is wrong with a plan. Indices are those of the snapshot.
public enum CheckFailure: Error, Hashable, Sendable, Codable {
  /// An index, a vintage or an order that can't be.
  case malformed(String)
  /// Awarded more than once.
  case awardedTwice(project: Int)
  /// Pinned out, faulty or in need of nothing, and awarded nevertheless.
  case awardNotAllowed(project: Int)
  /// The lines don't add up to what the project needs, to the last step.
  case demandNotCovered(project: Int, factor: Int, needed: Quantity, given: Quantity)
  /// A line from a pool that the project may not use.
  case wrongPool(project: Int, factor: Int, region: Int)
  /// A line that isn't positive, repeats a pool, or has another vintage than its award.
  case wrongLine(project: Int, factor: Int, region: Int)
  /// The pool gives more than it has.
  case overdrawn(region: Int, factor: Int, vintage: Int, by: Quantity)
  /// Quota of the city was used while the project's own pool had some left.
  case cityBeforeOwn(region: Int, factor: Int, vintage: Int, left: Quantity)
  /// A pool's row says something else than awards, moves and the snapshot.
  case poolMisstated(region: Int, factor: Int, vintage: Int)
  /// A move of a factor that rules don't let move, of nothing, to itself, or with the city.
  case moveNotAllowed(move: Int)
  /// A county's projects use more of the city's pool than one county may.
  case usesTooMuchOfCity(region: Int, factor: Int, vintage: Int, by: Quantity)
  /// A project takes more of a factor from the city's pool than its share.
  case takesTooMuchOfCity(project: Int, factor: Int, by: Quantity)
  /// The projects of a county or an owner are given more than they may hold; index of the limit.
  case holdsTooMuch(limit: Int, by: Quantity)
  /// A county gives away more than its limit.
  case lendsTooMuch(region: Int, factor: Int, vintage: Int, by: Quantity)
  /// A county gives away what its own projects then draw from the city.
  case lendsAndDraws(region: Int, factor: Int, vintage: Int)
  case pinBroken(project: Int)
  /// More than one variant, a part of what belongs together, or a follower before its leader.
  case groupBroken(name: String)
  case floorBroken(region: Int, asked: Int, got: Int)
  /// Value, counts or status of a tier are not those of its awards.
  case tierMisstated(tier: Int, vintage: Int)
  /// No tier may have less than nothing to gain.
  case boundBelowValue(tier: Int, vintage: Int)
  /// A project that needs something and gets nothing has no reason; or a reason it shouldn't have.
  case unmetMisstated(project: Int)
  /// The prices of a tier don't prove what they are said to prove.
  case certificateMisstated(tier: Int, vintage: Int)
  /// A tier says that more might be possible than its prices allow.
  case boundAboveCertificate(tier: Int, vintage: Int)
  /// What a tier says of its aims isn't what its awards reach, or it gave up more score than they may.
  case aimMisstated(tier: Int, vintage: Int)
  case statusMisstated
}
