internal import Allocation

/// The named projects of Scenarios/liaocheng/real_projects.csv: facts of news and government pages, nothing added.
public enum RealProjects {
  /// Columns of that file.
  static let headers = [
    "项目代码", "项目名称", "所属县区", "行业", "建设单位", "总投资(亿元)", "用地(亩)", "年产值(亿元)", "税收或利税(亿元)", "中央预算内投资(万元)", "原文级别", "原文阶段", "资料日期", "建设内容", "资料出处",
  ]
  /// More rows than any city names.
  static let limit = 10_000

  /// Reads the file's text. Throws `SampleCity.SampleError.realProjects` with the first line that can't be read.
  public static func read(_ text: String) throws(SampleCity.SampleError) -> [SampleProject] {
    guard let rows = CSV.rows(text) else { throw .realProjects(line: 1, problem: "a quotation doesn't end") }
    guard let header = rows.first, header.cells == headers else { throw .realProjects(line: 1, problem: "other columns than expected") }
    guard rows.count <= limit else { throw .realProjects(line: limit, problem: "too many rows") }
    var projects: [SampleProject] = []
    for row in rows.dropFirst() { projects.append(try project(row.cells, line: row.line)) }
    return projects
  }

  private static func project(_ cells: [String], line: Int) throws(SampleCity.SampleError) -> SampleProject {
    guard cells.count == headers.count else { throw .realProjects(line: line, problem: "\(cells.count) cells, expected \(headers.count)") }
    // A project of the whole city, or of a place that the page doesn't name, stands with the city.
    // Pages call the zones with and without the city's name.
    guard let region = cells[2].isEmpty ? 0 : Places.regions.firstIndex(where: { [cells[2], "聊城\(cells[2])"].contains($0.name) }) else {
      throw .realProjects(line: line, problem: "unknown region \(cells[2])")
    }
    var project = SampleProject(code: cells[0], name: cells[1], region: region, industry: cells[3])
    project.isGenerated = false
    project.builder = cells[4]
    project.investment = try amount(cells[5], times: 10_000, line: line)
    // The land that it stands on, as the page says; how much new quota it would ask nobody has said.
    project.landArea = try amount(cells[6], times: 1, line: line)
    project.output = try amount(cells[7], times: 10_000, line: line)
    // The column says 税收 or 利税 as the page does: not the same thing, so no tax is claimed from it.
    let grant = try amount(cells[9], times: 1, line: line)
    if grant != nil { project.sourceKind = .policyFund }
    project.level = level(cells[10])
    if cells[10].contains("招商") { project.category = .promotion }
    project.contents = cells[13]
    let facts = [
      cells[11].isEmpty ? "" : "原文阶段：\(cells[11])", cells[12].isEmpty ? "" : "资料日期：\(cells[12])",
      grant.map { "已获中央预算内投资 \($0.decimal) 万元" } ?? "", "资料出处：\(cells[14])",
    ]
    project.source = facts.filter { !$0.isEmpty }.joined(separator: "；")
    return project
  }

  /// 亿元 come as 万元: × 10,000.
  private static func amount(_ cell: String, times factor: Int64, line: Int) throws(SampleCity.SampleError) -> Quantity? {
    if cell.isEmpty { return nil }
    guard let value = Quantity(decimal: cell) else { throw .realProjects(line: line, problem: "not a number: \(cell)") }
    return Quantity(tenThousandths: value.tenThousandths * factor)
  }

  /// Only what the words say: 省重点 is provincial, 市十大民生 municipal, 县重点 county's; the rest stays empty.
  private static func level(_ words: String) -> SampleProject.Level? {
    if words.contains("省") { return .provincial }
    if words.contains("中央") { return nil }
    if words.contains("市") { return .municipal }
    if words.contains("县") { return .county }
    return nil
  }
}
