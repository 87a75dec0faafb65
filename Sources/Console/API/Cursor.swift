import Diagnostics
import Foundation
import Hummingbird
import Operations

/// Where a page of a list begins: after the row with which the page before ended, wherever that row stands by now. So what comes or goes between two pages
/// is neither told twice nor pushes another row out. Programs give it back as it is; one that is of another list, of other filters or made up is refused.
///
/// It opens nothing: a page is read under the rights of who asks, so who works out how to make one up only begins a list elsewhere.
struct Cursor: Codable, Equatable {
  /// Of lists that are read as a whole: digests of the rows before, the nearest last, over so many of their first columns. The farther ones count
  /// where the nearest have gone meanwhile.
  var seen: [String]?
  var columns: Int?
  /// Of lists that the database pages through: the row before, as the list's query wants it, and how many rows equal it were told.
  var place: String?
  var equal: Int?

  static let seenLimit = 8
  /// Enough for `ReportStore.Place.longest` as it is written here.
  static let lengthLimit = 4_000

  /// `list`: path and filters.
  func text(of list: String) -> String {
    let json = JSONText.line(self)
    return Self.base64(json) + "." + Self.check(json, list)
  }

  /// nil: not one that was given for this list.
  init?(_ text: String, of list: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let data = Self.data(String(parts[0])), Self.check(String(decoding: data, as: UTF8.self), list) == parts[1],
      let cursor = Operations.Job.read(Cursor.self, String(decoding: data, as: UTF8.self))
    else { return nil }
    self = cursor
  }

  init(seen: [String], columns: Int) { (self.seen, self.columns) = (seen, columns) }
  init(place: String, equal: Int? = nil) { (self.place, self.equal) = (place, equal) }

  private static func check(_ json: String, _ list: String) -> String { String(Tag.hash("\(list)\n\(json)"), radix: 16) }

  private static func base64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
  private static func data(_ text: String) -> Data? {
    Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + String(repeating: "=", count: (4 - text.count % 4) % 4))
  }
}

extension Visit {
  /// What a cursor belongs to: the path and all that is asked of it but the page.
  var listed: String {
    let filters = query.pairs.filter { !["limit", "cursor"].contains($0.name) }.map { "\($0.name)=\($0.value)" }.sorted()
    return ([request.uri.path] + filters).joined(separator: "\n")
  }

  /// nil: the first page. Throws for a cursor that isn't one of this list.
  func cursor(_ asked: Operation.Asked) throws -> Cursor? {
    guard let text = asked["cursor"] else { return nil }
    guard let cursor = Cursor(text, of: listed) else {
      throw ConsoleError.invalid([
        .init(
          field: "cursor",
          fault: language(
            "不是本列表（按这些筛选条件）给出的 next；请从第一页开始", "not a `next` that this list gave with these filters; begin with the first page"))
      ])
    }
    return cursor
  }
}

/// A page of a list that is read as a whole.
struct ListPage {
  var rows: Range<Int>
  var next: String?

  /// `count`: rows of the whole list. `value`: a row's text in one of `columns` columns.
  init(_ asked: Operation.Asked, _ visit: Visit, count: Int, columns: Int, value: (_ row: Int, _ column: Int) -> String?) throws {
    let limit = asked.number("limit") ?? APIRoutes.pageRows
    guard let cursor = try visit.cursor(asked) else {
      self.init(0..<min(limit, count), of: count, nil, columns, value, visit)
      return
    }
    let digests = Self.digests(count: count, columns: min(cursor.columns ?? columns, columns), value)
    let places = Dictionary(digests.enumerated().map { ($0.element, $0.offset) }) { $1 }
    guard let last = cursor.seen?.reversed().lazy.compactMap({ places[$0] }).first else {
      throw Self.gone(visit)
    }
    self.init(last + 1..<min(last + 1 + limit, count), of: count, cursor.columns, columns, value, visit, digests)
  }

  static func gone(_ visit: Visit) -> ConsoleError {
    .invalid([
      .init(field: "cursor", fault: visit.language("本页之前的各行已不在；请从第一页开始", "the rows before this page have gone; begin with the first page"))
    ])
  }

  private init(
    _ rows: Range<Int>, of count: Int, _ known: Int?, _ columns: Int, _ value: (Int, Int) -> String?, _ visit: Visit,
    _ digests: [String]? = nil
  ) {
    self.rows = rows
    guard rows.upperBound < count else { return }
    let used = known ?? Self.distinguishing(count: count, columns: columns, value)
    let all = digests ?? Self.digests(count: count, columns: used, value)
    next = Cursor(seen: Array(all[..<rows.upperBound].suffix(Cursor.seenLimit)), columns: used).text(of: visit.listed)
  }

  /// How many first columns tell the rows apart; what stands behind them may change without making another row of it.
  private static func distinguishing(count: Int, columns: Int, _ value: (Int, Int) -> String?) -> Int {
    var hashes = [UInt64](repeating: Tag.start, count: count)
    for column in 0..<columns {
      for row in 0..<count { hashes[row] = Tag.hash("\(value(row, column) ?? "\0")\u{1F}", after: hashes[row]) }
      if Set(hashes).count == count { return column + 1 }
    }
    return columns
  }

  /// Rows that are the same are told apart by how many came before.
  private static func digests(count: Int, columns: Int, _ value: (Int, Int) -> String?) -> [String] {
    var times: [UInt64: Int] = [:]
    return (0..<count).map { row in
      let hash = (0..<columns).reduce(Tag.start) { Tag.hash("\(value(row, $1) ?? "\0")\u{1F}", after: $0) }
      times[hash, default: 0] += 1
      return String(Tag.hash("\(times[hash, default: 0])", after: hash), radix: 36)
    }
  }
}
