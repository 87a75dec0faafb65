/// Words that reports, lists and papers hold, as people of either language read them: statuses, answers, steps, units, factors, regions. What isn't among them,
/// names of people, enterprises and projects first of all, stays as it is.
public struct Glossary: Sendable {
  public struct Entry: Sendable {
    /// Column of a code; empty: a word that may stand in any column.
    public var field: String
    /// As the data has it; `{1}`, `{2}` stand for numbers and days.
    public var word: String
    public var chinese: String
    public var english: String

    public init(field: String, word: String, chinese: String, english: String) {
      (self.field, self.word, self.chinese, self.english) = (field, word, chinese, english)
    }
  }

  private var codes: [String: [String: Entry]] = [:]
  private var words: [String: Entry] = [:]
  /// Lengths of words by their first letter, the longest first: texts are long and words many.
  private var lengths: [Character: [Int]] = [:]

  public init(_ entries: [Entry] = []) {
    for entry in entries {
      if entry.field.isEmpty { words[entry.word] = entry } else { codes[entry.field, default: [:]][entry.word] = entry }
    }
    var found: [Character: Set<Int>] = [:]
    for word in words.keys { if let first = word.first { found[first, default: []].insert(word.count) } }
    lengths = found.mapValues { $0.sorted(by: >) }
  }

  public var isEmpty: Bool { words.isEmpty && codes.isEmpty }

  /// A value of a column. Texts that are put together (`市财政局：部门意见（逾期 3 天）`) are read part by part.
  public func text(_ column: String, _ value: String, _ language: Language) -> String {
    if let entry = codes[Self.codeColumns[column] ?? column]?[value] { return language(entry.chinese, entry.english) }
    guard language == .english, !value.utf8.allSatisfy({ $0 < 0x80 }) else { return value }
    if let entry = words[value] { return entry.english }
    if let whole = numbered(value) { return whole }
    return Self.compounds.contains(column) ? parts(value) : value
  }

  /// A text that is put together of words.
  public func sentence(_ value: String, _ language: Language) -> String { text("what", value, language) }

  /// A word without a column.
  public func word(_ value: String, _ language: Language) -> String { text("", value, language) }

  /// Columns that hold the codes of others.
  private static let codeColumns = [
    "into_library": "libraries", "out_of": "libraries", "library": "libraries", "into": "libraries", "follow_up_status": "status",
  ]
  /// Columns whose texts the database puts together.
  private static let compounds: Set<String> = [
    "reason", "overdue", "waiting", "what", "title", "problems", "roles", "late", "text", "source", "document", "step", "answers",
    "choices",
    "procedure",
  ]

  /// `逾期 18 天` by `逾期 {1} 天`.
  private func numbered(_ value: String) -> String? {
    var (pattern, found) = ("", [String]())
    var rest = value[...]
    while let first = rest.first {
      guard first.isASCII, first.isNumber else {
        pattern.append(first)
        rest.removeFirst()
        continue
      }
      var number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
      while let last = number.last, !last.isNumber { number.removeLast() }
      found.append(String(number))
      pattern += "{\(found.count)}"
      rest = rest[number.endIndex...]
    }
    guard !found.isEmpty, found.count <= 9, let entry = words[pattern] else { return nil }
    return found.enumerated().reduce(entry.english) { $0.replacing("{\($1.offset + 1)}", with: $1.element) }
  }

  /// Word for word, the longest first; what isn't known is copied up to the next mark.
  private func parts(_ value: String) -> String {
    let letters = Array(value)
    func mark(at place: Int) -> (chinese: [Character], english: String)? {
      Self.marks.first { letters[place...].starts(with: $0.chinese) }
    }
    var (result, place, isKnown) = ("", 0, false)
    while place < letters.count {
      if let mark = mark(at: place) {
        result += mark.english
        place += mark.chinese.count
      } else if let (length, english) = word(letters, at: place, isMark: { mark(at: $0) != nil }) {
        result += english
        isKnown = true
        place += length
      } else {
        var end = place + 1
        while end < letters.count, mark(at: end) == nil { end += 1 }
        let token = String(letters[place..<end])
        let known = numbered(token)
        result += known ?? token
        isKnown = isKnown || known != nil
        place = end
      }
    }
    // What nobody put together of our words keeps its own marks.
    return isKnown ? result.replacing("  ", with: " ").trimmed : value
  }

  /// The longest word that begins here and ends at a mark or with the text.
  private func word(_ letters: [Character], at place: Int, isMark: (Int) -> Bool) -> (length: Int, english: String)? {
    for length in lengths[letters[place]] ?? [] where place + length <= letters.count {
      guard place + length == letters.count || isMark(place + length) else { continue }
      if let entry = words[String(letters[place..<place + length])] { return (length, entry.english) }
    }
    return nil
  }

  private static let marks = [("；", "; "), ("：", ": "), ("、", ", "), ("，", ", "), ("（", " ("), ("）", ")"), (" · ", " · ")].map {
    (chinese: Array($0.0), english: $0.1)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
