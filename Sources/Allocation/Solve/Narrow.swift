/// Whole numbers that are read as `Int` and kept in as few bytes as they need: a million projects have many.
struct Narrow<Stored: FixedWidthInteger & Sendable>: Sendable {
  private var stored: [Stored]

  init(reserving capacity: Int = 0) {
    stored = []
    stored.reserveCapacity(capacity)
  }
  init(zeros count: Int) { stored = [Stored](repeating: 0, count: count) }

  var count: Int { stored.count }
  mutating func append(_ value: Int) { stored.append(Stored(value)) }
  subscript(index: Int) -> Int {
    get { Int(stored[index]) }
    set { stored[index] = Stored(newValue) }
  }
}
