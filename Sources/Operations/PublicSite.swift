public import Diagnostics
public import Foundation
public import Postgres
import Reporting
import Store

/// What the public may read, as files for any web server (L20.3): plans that were published, balances of pools, reclaims, the bulletin.
///
/// Columns are named one by one: a column that a report gets later, a contact or a reason, is not in it until somebody writes it here.
public struct PublicSite {
  let session: Session
  let city: String
  let language: Language

  public init(session: Session, city: String, language: Language) { (self.session, self.city, self.language) = (session, city, language) }

  struct Part {
    var name: String
    var chinese: String
    var english: String
    var report: String
    var columns: [String]
    var filters: [(String, String)] = []
  }

  static let parts = [
    Part(
      name: "allocation", chinese: "要素配置结果", english: "Allocations", report: "allocation",
      columns: ["project_name", "project_region_name", "factor_name", "pool_region_name", "vintage", "quantity", "unit"],
      filters: [("is_published", "true")]),
    Part(
      name: "pools", chinese: "要素池余额", english: "Pools", report: "pool_balance",
      columns: ["region_name", "factor_name", "vintage", "balance", "available", "reserved", "granted", "used", "unit"]),
    Part(
      name: "reclaims", chinese: "收回", english: "Reclaims", report: "reclaims",
      columns: ["business_date", "project_name", "pool_region_name", "factor_name", "vintage", "quantity", "unit", "cause", "document"]),
    Part(
      name: "bulletin", chinese: "月度通报", english: "Bulletin", report: "bulletin_county",
      columns: ["month", "place", "region_name", "projects", "done_percent", "schedule_percent", "ahead_points", "start_percent"]),
  ]

  /// Writes the pages and their CSV; each file is replaced whole. Returns what was written.
  public func write(to folder: URL) throws -> [URL] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let reports = ReportStore(session, city: city)
    var written: [URL] = []
    var asOf = ""
    func put(_ name: String, _ text: String) throws {
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file, options: .atomic)
      written.append(file)
    }
    for part in Self.parts {
      let result = try reports.read(part.report, where: part.filters)
      asOf = String(result.asOf.prefix(16))
      let places = part.columns.compactMap { name in result.description.columns.firstIndex { $0.name == name } }
      let columns = places.map { result.description.columns[$0] }
      let titles = columns.map { language(String($0.comment.prefix { !"：；，（".contains($0) }), $0.name.replacing("_", with: " ")) }
      let rows = result.rows.map { row in places.map { row[$0] ?? "" } }
      let numbers = Set(columns.enumerated().filter { [.integer, .decimal].contains($0.element.kind) }.map(\.offset))
      let page = Document(
        title: language(part.chinese, part.english), issuer: Self.issuer, facts: [asOf, language("\(rows.count) 行", "\(rows.count) rows")],
        blocks: [.table(.init(title: "", columns: titles, numbers: numbers, rows: rows))], footnote: "\(part.name).csv", isLandscape: true)
      try put("\(part.name).html", page.html(language))
      let lines = [titles] + rows
      try put("\(part.name).csv", "\u{FEFF}" + lines.map { $0.map(CSVText.safeCell).joined(separator: ",") + "\r\n" }.joined())
    }
    try put("index.html", index(asOf))
    return written
  }

  private static let issuer = "聊城市重点项目挂图作战和要素保障指挥部"

  private func index(_ asOf: String) -> String {
    let items = Self.parts.map {
      "<li><a href=\"\($0.name).html\">\(language($0.chinese, $0.english))</a> · <a href=\"\($0.name).csv\">CSV</a></li>"
    }
    return """
      <!doctype html><html lang="\(language("zh-CN", "en"))"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
      <title>\(language("要素保障公开", "Factors, published"))</title></head><body><h1>\(language("重点项目要素保障公开", "Production factors for key projects, published"))</h1>
      <p>\(Self.issuer) · \(asOf)</p><ul>\(items.joined())</ul></body></html>
      """
  }
}
