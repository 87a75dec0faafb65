import Allocation
import Diagnostics
import Foundation

/// One file of a participatory budget (pabulib): sections META, PROJECTS and VOTES, cells separated by semicolons.
struct BudgetFile {
  struct Entry {
    var id: String
    var name: String
    /// In ten-thousandths.
    var cost: Int128
    var votes: Int64?
    var score: Int64?
    var line: Int
  }
  var file: String
  var meta: [String: String] = [:]
  /// In ten-thousandths.
  var budget: Int128 = 0
  var entries: [Entry] = []

  /// What VOTES says: of each project how many named it and how many points it got.
  private struct Ballots {
    var count = 0
    var hasPoints = false
    var votes: [String: Int64] = [:]
    var points: [String: Int64] = [:]
  }
  private var ballots = Ballots()
  /// PROJECTS says all there is to know of the votes but their number.
  private var votesAreKnown = false

  /// A district's file names its district; the city's names none.
  var district: String? { [meta["subunit"], meta["district"]].compactMap(\.self).first { !$0.isEmpty } }
  /// Files of one city and year belong together.
  var group: String { [meta["country"], meta["unit"], meta["instance"]].compactMap(\.self).joined(separator: " ") }

  init(path: String) throws {
    file = URL(fileURLWithPath: path).lastPathComponent
    let bytes = [UInt8](try InstanceFile.contents(path))
    guard String(validating: bytes, as: UTF8.self) != nil else { throw fault(.fileEncoding, 1, "", "UTF-8") }
    var section = ""
    var header: [String] = []
    // By bytes: to Swift, a carriage return and a line feed are one character. Old files end their lines with a carriage return alone.
    let ending: UInt8 = bytes.contains(0x0A) ? 0x0A : 0x0D
    for (index, raw) in bytes.split(separator: ending, omittingEmptySubsequences: false).enumerated() {
      if votesAreKnown {
        if raw.contains(where: { $0 > 0x20 }) { ballots.count += 1 }
        continue
      }
      let line = String(decoding: raw.last == 0x0D ? raw.dropLast() : raw, as: UTF8.self)
      if line.allSatisfy(\.isWhitespace) { continue }
      let name = line.filter { !$0.isWhitespace && $0 != "\u{FEFF}" && $0 != ";" }.uppercased()
      if ["META", "PROJECTS", "VOTES"].contains(name) {
        (section, header) = (name, [])
        continue
      }
      if section.isEmpty { throw fault(.fileNotASpreadsheet, index + 1, line, "META") }
      let cells = BudgetCells.split(line)
      if header.isEmpty {
        header = cells.map { $0.lowercased() }
        try check(header, section, index + 1)
        continue
      }
      switch section {
      case "META": if cells.count >= 2 { meta[cells[0].lowercased()] = cells[1] }
      case "PROJECTS": entries.append(try entry(cells, header, index + 1))
      default: count(cells, header)
      }
      if entries.count > InstanceLimits.entries { throw fault(.tooManyRows, index + 1, "", "≤ \(InstanceLimits.entries)") }
    }
    try finish()
  }

  private mutating func check(_ header: [String], _ section: String, _ line: Int) throws {
    for name in section == "PROJECTS" ? ["project_id", "cost"] : section == "VOTES" ? ["vote"] : [] where !header.contains(name) {
      throw fault(.missingKey, line, header.joined(separator: ";"), "\(section): \(name)")
    }
    guard section == "VOTES", !entries.isEmpty else { return }
    ballots.hasPoints = header.contains("points")
    votesAreKnown = entries.allSatisfy { $0.votes != nil && ($0.score != nil || !ballots.hasPoints) }
  }

  private func entry(_ cells: [String], _ header: [String], _ line: Int) throws -> Entry {
    func cell(_ name: String) -> String { header.firstIndex(of: name).map { $0 < cells.count ? cells[$0] : "" } ?? "" }
    let id = cell("project_id")
    guard !id.isEmpty else { throw fault(.emptyRequired, line, "", "project_id") }
    return Entry(
      id: id, name: cell("name"), cost: try money(cell("cost"), line, "cost"), votes: Self.whole(cell("votes")),
      score: Self.whole(cell("score")), line: line)
  }

  /// Votes name their projects by id, with points in the same order where the rule has them.
  private mutating func count(_ cells: [String], _ header: [String]) {
    ballots.count += 1
    func list(_ name: String) -> [Substring] {
      guard let place = header.firstIndex(of: name), place < cells.count else { return [] }
      return cells[place].split(separator: ",", omittingEmptySubsequences: false)
    }
    let points = list("points")
    ballots.hasPoints = ballots.hasPoints || header.contains("points")
    for (place, id) in list("vote").enumerated() {
      let id = id.trimmingCharacters(in: .whitespaces)
      guard !id.isEmpty else { continue }
      ballots.votes[id, default: 0] += 1
      if place < points.count { ballots.points[id, default: 0] += Self.whole(points[place].trimmingCharacters(in: .whitespaces)) ?? 0 }
    }
  }

  private mutating func finish() throws {
    guard let text = meta["budget"] else { throw fault(.missingKey, 1, "", "META budget") }
    budget = try money(text, 1, "META budget")
    guard let last = entries.last else { throw fault(.truncated, 1, "", "PROJECTS") }
    if let wanted = meta["num_projects"].flatMap({ Int($0) }), wanted != entries.count {
      throw fault(.truncated, last.line, "\(entries.count)", "num_projects \(wanted)")
    }
    let needsVotes = entries.contains { $0.votes == nil }
    // Where PROJECTS counts the votes, VOTES may be left out; but not half of it.
    if let wanted = meta["num_votes"].flatMap({ Int($0) }), ballots.count < wanted, needsVotes || ballots.count > 0 {
      throw fault(.truncated, last.line, "VOTES: \(ballots.count)", "num_votes \(wanted)")
    }
    guard !needsVotes || ballots.count > 0 else { throw fault(.missingKey, last.line, "", "PROJECTS: votes | VOTES") }
    for index in entries.indices {
      let id = entries[index].id
      if entries[index].votes == nil { entries[index].votes = ballots.votes[id] ?? 0 }
      if entries[index].score == nil, ballots.hasPoints { entries[index].score = ballots.points[id] ?? 0 }
    }
    var seen: Set<String> = []
    for entry in entries where !seen.insert(entry.id).inserted { throw fault(.duplicateCode, entry.line, entry.id, "project_id") }
  }

  private func money(_ text: String, _ line: Int, _ what: String) throws -> Int128 {
    let plain = text.replacingOccurrences(of: ",", with: ".").filter { !$0.isWhitespace }
    if let whole = Int128(plain) {
      guard whole >= 0 else { throw fault(.negative, line, text, "\(what) ≥ 0") }
      guard whole <= Self.mostMoney else { throw fault(.outOfRange, line, text, "\(what) ≤ \(Self.mostMoney)") }
      return whole * Int128(Quantity.scale)
    }
    guard let amount = Quantity(decimal: plain) else { throw fault(.notANumber, line, text, "\(what) ≥ 0") }
    guard amount >= .zero else { throw fault(.negative, line, text, "\(what) ≥ 0") }
    return Int128(amount.tenThousandths)
  }
  private static let mostMoney: Int128 = 1_000_000_000_000_000

  private static func whole(_ text: String) -> Int64? {
    Double(text).flatMap { $0.isFinite && $0.magnitude < 1e15 ? Int64($0.rounded()) : nil }
  }

  private func fault(_ code: DiagnosticCode, _ line: Int, _ found: String, _ expected: String) -> DiagnosticList {
    DiagnosticList([Diagnostic(code, at: .init(file: file, row: line), found: found, expected: expected)])
  }
}
