/// "Did you mean …": the known name with the fewest slips of the pen.
enum Nearest {
  /// Words longer than this are not compared; nobody misspells them by two letters.
  private static let longest = 64

  /// The nearest of `names` within two slips (one for words up to four characters); the first in their order among equals.
  static func name(to word: String, among names: some Sequence<String>) -> String? {
    let limit = word.count <= 4 ? 1 : 2
    var best: (name: String, distance: Int)?
    let typed = Array(word.lowercased())
    guard typed.count <= longest else { return nil }
    for name in names where name.count <= longest && abs(name.count - typed.count) <= limit {
      let distance = distance(typed, Array(name.lowercased()))
      if distance <= limit, best == nil || distance < best!.distance { best = (name, distance) }
    }
    return best?.name
  }

  /// Damerau–Levenshtein (optimal string alignment): insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
