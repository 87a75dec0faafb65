/// How a tier is solved. All methods solve the same program to the same gap; they differ in time, and in which of several equally good plans they find.
public enum SolveMethod: String, Hashable, Sendable, Codable, CaseIterable {
  /// By size and kind: few rows are searched, the rest is solved near the margin.
  case auto
  /// The whole program by the general solver, without prices, cores or counties: the yardstick.
  case whole
  /// Prices, then programs of the projects near the margin, then all that could still matter.
  case cores
  /// County by county with the city's pools for sale, then all that could still matter.
  case counties
  /// Prices and what they round to: an answer at once, with the gap that it has.
  case prices
  /// Branch and bound of our own where rows are few; else as `cores`.
  case search
}
