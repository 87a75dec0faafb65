internal import Allocation

/// Where generated projects lie in the sketch of the city: anywhere in the cell of their county, always at the same place. Real ones have no place
/// that we know.
enum Positions {
  private static let cells: [String: Boundaries.Cell] = Dictionary(Boundaries.cells().map { ($0.region.code, $0) }) { $1 }

  /// Longitude and latitude in degrees, as texts.
  static func place(of project: SampleProject) -> (longitude: String, latitude: String)? {
    guard project.isGenerated, let cell = cells[Places.regions[project.region].code], cell.outline.count >= 3 else { return nil }
    var source = RandomSource(
      seed: project.code.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }, stream: 0x9EA4)
    // A triangle between the middle and an edge, then a point well inside it, so that marks stay off the lines.
    let edge = Int(source.below(Int64(cell.outline.count)))
    let count = Double(cell.outline.count)
    let middle = Boundaries.Point(x: cell.outline.reduce(0) { $0 + $1.x } / count, y: cell.outline.reduce(0) { $0 + $1.y } / count)
    let corners = [middle, cell.outline[edge], cell.outline[(edge + 1) % cell.outline.count]]
    let weights = (0..<3).map { _ in Double(200 + source.below(800)) }
    let sum = weights[0] + weights[1] + weights[2]
    func mix(_ axis: (Boundaries.Point) -> Double) -> Double {
      (axis(corners[0]) * weights[0] + axis(corners[1]) * weights[1] + axis(corners[2]) * weights[2]) / sum
    }
    return (Boundaries.text(mix(\.x)), Boundaries.text(mix(\.y)))
  }
}
