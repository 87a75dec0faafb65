/// Nodes of a search that wait: first those below the node that was looked at last, then the one that promises most.
///
/// Many may wait, so those beyond the first ones keep their basis only and are solved from it when their turn comes.
struct NodeQueue {
  struct Node {
    var simplex: DualSimplex
    var fix: (column: Int, value: Double)?
    /// What the parent proves.
    var bound: Double
  }

  private struct Waiting {
    enum Program { case whole(DualSimplex), packed(PackedSimplex) }
    var program: Program
    var fix: (column: Int, value: Double)?
    var bound: Double
    /// Later ones first among equals: they are deeper.
    var number: Int
    static func < (a: Waiting, b: Waiting) -> Bool { (a.bound, a.number) < (b.bound, b.number) }
  }

  /// Bytes of linear programs that are kept whole, and nodes that wait by promise at all; what comes after is looked at first, so that they don't become more.
  private static let wholeRoom = 48 << 20
  private static let waitingLimit = 20_000

  private var heap: [Waiting] = []
  private var deep: [Node] = []
  private var numbers = 0
  private var room = Self.wholeRoom

  /// The most that anything that waits can be worth.
  var bound: Double { max(heap.first?.bound ?? -.infinity, deep.reduce(-.infinity) { max($0, $1.bound) }) }

  /// To be looked at next.
  mutating func pushFirst(_ node: Node) { deep.append(node) }

  mutating func push(_ node: Node) {
    guard heap.count < Self.waitingLimit else { return deep.append(node) }
    let isWhole = node.simplex.size <= room
    if isWhole { room -= node.simplex.size }
    numbers += 1
    heap.append(
      Waiting(
        program: isWhole ? .whole(node.simplex) : .packed(PackedSimplex(node.simplex)), fix: node.fix, bound: node.bound, number: numbers))
    var place = heap.count - 1
    while place > 0, heap[(place - 1) / 2] < heap[place] {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func pop() -> Node? {
    if let node = deep.popLast() { return node }
    guard !heap.isEmpty else { return nil }
    heap.swapAt(0, heap.count - 1)
    let next = heap.removeLast()
    var place = 0
    while true {
      var largest = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[largest] < heap[child] { largest = child }
      if largest == place { break }
      heap.swapAt(place, largest)
      place = largest
    }
    switch next.program {
    case .whole(let simplex):
      room += simplex.size
      return Node(simplex: simplex, fix: next.fix, bound: next.bound)
    case .packed(let packed): return Node(simplex: packed.unpacked, fix: next.fix, bound: next.bound)
    }
  }
}
