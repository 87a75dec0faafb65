import Allocation
import Diagnostics
import Foundation

/// One file of a participatory budget (pabulib): sections META, PROJECTS and VOTES, cells separated by semicolons.
struct BudgetFile {
  struct Entry {
    var id: String
    var name: String
    var cost: Quantity
    var votes: Int64?
    var score: Int64?
    var line: Int
  }
  var file: String
  var meta: [String: String] = [:]
  var budget = Quantity.zero
  var entries: [Entry] = []

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
    var counted: [String: Int64] = [:]
    // By bytes: to Swift, a carriage return and a line feed are one character.
    for (index, raw) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if section == "VOTES", !header.isEmpty, !needsVotes { break }
      let line = String(decoding: raw.last == 0x0D ? raw.dropLast() : raw, as: UTF8.self)
      if line.allSatisfy(\.isWhitespace) { continue }
      let name = line.filter { !$0.isWhitespace && $0 != "\u{FEFF}" }.uppercased()
      if ["META", "PROJECTS", "VOTES"].contains(name) {
        (section, header) = (name, [])
        continue
      }
      let cells = line.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
      if section.isEmpty { throw fault(.fileNotASpreadsheet, index + 1, line, "META") }
      if header.isEmpty {
        header = cells.map { $0.lowercased() }
        continue
      }
      switch section {
      case "META": if cells.count >= 2 { meta[cells[0].lowercased()] = cells[1] }
      case "PROJECTS": entries.append(try entry(cells, header, index + 1))
      default: count(cells, header, &counted)
      }
      if entries.count > InstanceLimits.entries { throw fault(.tooManyRows, index + 1, "", "≤ \(InstanceLimits.entries)") }
    }
    try finish(counted)
  }

  /// Some project's number of votes is not in PROJECTS.
  private var needsVotes: Bool { entries.contains { $0.votes == nil } }

  private func entry(_ cells: [String], _ header: [String], _ line: Int) throws -> Entry {
    func cell(_ name: String) -> String { header.firstIndex(of: name).map { $0 < cells.count ? cells[$0] : "" } ?? "" }
    let id = cell("project_id")
    guard !id.isEmpty else { throw fault(.emptyRequired, line, "", "project_id") }
    guard let cost = Self.money(cell("cost")), cost >= .zero else { throw fault(.notANumber, line, cell("cost"), "cost ≥ 0") }
    return Entry(id: id, name: cell("name"), cost: cost, votes: Self.whole(cell("votes")), score: Self.whole(cell("score")), line: line)
  }

  /// Votes name their projects by id; where PROJECTS has no number of votes, they are counted.
  private func count(_ cells: [String], _ header: [String], _ counted: inout [String: Int64]) {
    guard let place = header.firstIndex(of: "vote"), place < cells.count else { return }
    for id in cells[place].split(separator: ",") { counted[id.trimmingCharacters(in: .whitespaces), default: 0] += 1 }
  }

  private mutating func finish(_ counted: [String: Int64]) throws {
    guard let text = meta["budget"], let budget = Self.money(text), budget >= .zero else {
      throw fault(.missingKey, 1, meta["budget"] ?? "", "META budget")
    }
    self.budget = budget
    guard !entries.isEmpty else { throw fault(.truncated, 1, "", "PROJECTS") }
    if let wanted = meta["num_projects"].flatMap({ Int($0) }), wanted != entries.count {
      throw fault(.truncated, entries.last?.line ?? 1, "\(entries.count)", "num_projects \(wanted)")
    }
    for index in entries.indices where entries[index].votes == nil { entries[index].votes = counted[entries[index].id] ?? 0 }
    let ids = Set(entries.map(\.id))
    guard ids.count == entries.count else { throw fault(.duplicateCode, 1, "", "project_id") }
  }

  private static func money(_ text: String) -> Quantity? {
    Quantity(decimal: text.replacingOccurrences(of: ",", with: ".").filter { $0 != " " })
  }
  private static func whole(_ text: String) -> Int64? {
    Double(text).flatMap { $0.isFinite && $0.magnitude < 1e15 ? Int64($0.rounded()) : nil }
  }

  private func fault(_ code: DiagnosticCode, _ line: Int, _ found: String, _ expected: String) -> DiagnosticList {
    DiagnosticList([Diagnostic(code, at: .init(file: file, row: line), found: found, expected: expected)])
  }
}
