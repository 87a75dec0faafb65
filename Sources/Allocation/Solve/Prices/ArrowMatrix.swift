/// A symmetric positive matrix whose rows fall into blocks that touch each other only through a border: counties, and the city's pools.
///
/// Each block is factored by itself, then what they leave of the border (Cholesky). Rows are numbered block after block, the border's last.
struct ArrowMatrix {
  /// First row of each block, then of the border, then the number of rows.
  let starts: [Int]
  private let blockOfRow: [Int32]
  /// Where each block's part begins in `values`: its own square, then the border's rows over its columns; last the border's square.
  private let places: [Int]
  private var values: [Double]
  private let border: Int

  /// - Parameters:
  ///   - sizes: rows of each block.
  ///   - border: rows of the border.
  init(sizes: [Int], border: Int) {
    self.border = border
    var (starts, places, blockOfRow) = ([0], [0], [Int32]())
    for (block, size) in sizes.enumerated() {
      starts.append(starts[block] + size)
      places.append(places[block] + size * size + border * size)
      blockOfRow += [Int32](repeating: Int32(block), count: size)
    }
    starts.append(starts[sizes.count] + border)
    blockOfRow += [Int32](repeating: Int32(sizes.count), count: border)
    (self.starts, self.places, self.blockOfRow) = (starts, places, blockOfRow)
    values = [Double](repeating: 0, count: places[sizes.count] + border * border)
  }

  private var blocks: Int { places.count - 1 }
  private func size(_ block: Int) -> Int { starts[block + 1] - starts[block] }

  mutating func clear() { for index in values.indices { values[index] = 0 } }

  /// Adds to the entry of two rows, and to its mirror. Rows of two blocks don't meet.
  mutating func add(_ a: Int, _ b: Int, _ value: Double) {
    let (low, high) = a < b ? (a, b) : (b, a)
    let (left, right) = (Int(blockOfRow[low]), Int(blockOfRow[high]))
    let column = low - starts[left]
    if left == right {
      values[places[left] + (high - starts[left]) * size(left) + column] += value
    } else {
      let width = size(left)
      values[places[left] + width * width + (high - starts[right]) * width + column] += value
    }
  }

  /// Into triangles, in place. A row that others say already, but for rounding, is left out of all solutions.
  mutating func factor() {
    let (starts, places, border, blocks) = (starts, places, border, blocks)
    values.withUnsafeMutableBufferPointer { values in
      let corner = values.baseAddress! + places[blocks]
      for block in 0..<blocks {
        let width = starts[block + 1] - starts[block]
        let square = values.baseAddress! + places[block]
        Self.factor(square, width)
        let edge = square + width * width
        for row in 0..<border { Self.solveLower(square, width, edge + row * width) }
        for row in 0..<border {
          for other in 0...row { corner[row * border + other] -= Lanes.product(edge + row * width, edge + other * width, width) }
        }
      }
      Self.factor(corner, border)
    }
  }

  /// The solution of the factored matrix × solution = `right`.
  func solve(_ right: [Double]) -> [Double] {
    var result = right
    let (starts, places, border, blocks) = (starts, places, border, blocks)
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { result in
        let end = result.baseAddress! + starts[blocks]
        for block in 0..<blocks {
          let width = starts[block + 1] - starts[block]
          let (square, part) = (values.baseAddress! + places[block], result.baseAddress! + starts[block])
          Self.solveLower(square, width, part)
          for row in 0..<border { end[row] -= Lanes.product(square + width * width + row * width, part, width) }
        }
        let corner = values.baseAddress! + places[blocks]
        Self.solveLower(corner, border, end)
        Self.solveUpper(corner, border, end)
        for block in 0..<blocks {
          let width = starts[block + 1] - starts[block]
          let (square, part) = (values.baseAddress! + places[block], result.baseAddress! + starts[block])
          let edge = square + width * width
          for row in 0..<border {
            let factor = end[row]
            for column in 0..<width { part[column] -= edge[row * width + column] * factor }
          }
          Self.solveUpper(square, width, part)
        }
      }
    }
    return result
  }

  /// Below this part of what a row began with, what is left of it is rounding.
  private static let least = 1e-13
  private static let never = 1e150

  private static func factor(_ square: UnsafeMutablePointer<Double>, _ size: Int) {
    for row in 0..<size {
      let line = square + row * size
      let begun = line[row]
      for column in 0..<row {
        line[column] = (line[column] - Lanes.product(line, square + column * size, column)) / square[column * size + column]
      }
      let left = begun - Lanes.product(line, line, row)
      line[row] = left > least * begun ? left.squareRoot() : never
    }
  }

  private static func solveLower(_ square: UnsafePointer<Double>, _ size: Int, _ vector: UnsafeMutablePointer<Double>) {
    for row in 0..<size { vector[row] = (vector[row] - Lanes.product(square + row * size, vector, row)) / square[row * size + row] }
  }

  private static func solveUpper(_ square: UnsafePointer<Double>, _ size: Int, _ vector: UnsafeMutablePointer<Double>) {
    for row in stride(from: size - 1, through: 0, by: -1) {
      let value = vector[row] / square[row * size + row]
      vector[row] = value
      for column in 0..<row { vector[column] -= square[row * size + column] * value }
    }
  }
}
