import Diagnostics

/// Where a value of a table leads: the records below it. One place for all tables, so that the same column leads to the same page everywhere.
enum RecordLink {
  /// nil: the value leads nowhere.
  static func path(_ column: String, _ row: ReportRow) -> String? {
    func all(_ names: String...) -> Bool { names.allSatisfy { !row[$0].isEmpty } }
    func query(_ path: String, _ filters: KeyValuePairs<String, String>) -> String {
      path + "?" + filters.map { "\($0.key)=\($0.value.queryEncoded)" }.joined(separator: "&")
    }
    func pool(_ region: String) -> String? {
      all("factor", region, "vintage") ? "/pools/\(row["factor"].queryEncoded)/\(row[region].queryEncoded)/\(row["vintage"])" : nil
    }
    guard all(column) else { return nil }
    switch column {
    case "project", "project_name": return all("project") ? "/library/\(row["project"].queryEncoded)" : nil
    case "stalled_project", "stalled_name": return all("stalled_project") ? "/library/\(row["stalled_project"].queryEncoded)" : nil
    case "waiting_project", "waiting_name": return all("waiting_project") ? "/library/\(row["waiting_project"].queryEncoded)" : nil
    case "number", "case": return Int(row[column]) == nil ? nil : "/cases/\(row[column])"
    case "run": return "/runs/\(row["run"])"
    case "batch": return query("/reports/ledger_statement", ["batch": row["batch"]])
    case "lot": return query("/reports/ledger_statement", ["lot": row["lot"]])
    case "meeting": return query("/reports/meeting", ["meeting": row["meeting"]])
    case "pool_region_name": return pool("pool_region")
    case "lender_name": return pool("lender")
    case "borrower_name": return pool("borrower")
    // What a county's row counts.
    case "region_name": return pool("region") ?? (all("region") ? query("/library", ["region": row["region"]]) : nil)
    case "projects" where all("stage", "region"): return query("/library", ["region": row["region"], "stage": row["stage"]])
    case "projects" where all("run", "region"): return query("/library", ["region": row["region"]])
    case "overdue" where all("unit"): return query("/reports/overdue", ["unit": row["unit"]])
    case "tasks" where all("unit"): return query("/reports/task_list", ["unit": row["unit"]])
    case "year_plan" where all("month", "region"), "invested" where all("month", "region"):
      return all("project")
        ? query("/reports/progress", ["project": row["project"]])
        : query("/reports/progress", ["region": row["region"], "month": row["month"]])
    case "points" where all("unit", "indicator"): return query("/reports/point", ["unit": row["unit"]])
    case "points" where all("unit", "year", "percent"): return query("/reports/assessment", ["unit": row["unit"], "year": row["year"]])
    case "balance" where all("available", "region"), "available" where all("region"): return pool("region")
    case "reserved" where all("project") || all("region"), "granted" where all("project") || all("region"),
      "used" where all("project") || all("region"):
      return holding(column, row)
    default: return nil
    }
  }

  /// Quota that projects hold: the projects of a pool, or the movements of one project.
  private static func holding(_ column: String, _ row: ReportRow) -> String? {
    guard !row["factor"].isEmpty, !row["vintage"].isEmpty, row[column].contains(where: { $0 != "0" && $0 != "." }) else { return nil }
    let common = "factor=\(row["factor"].queryEncoded)&vintage=\(row["vintage"])"
    if !row["project"].isEmpty { return "/reports/ledger_statement?project=\(row["project"].queryEncoded)&\(common)" }
    return "/reports/project_holding?pool_region=\(row["region"].queryEncoded)&\(common)"
  }

  /// The value as it is shown, as a link where it leads somewhere.
  static func cell(_ column: String, _ row: ReportRow, number: Bool, _ language: Language) -> HTML? {
    path(column, row).map { "<a href=\"\($0)\">\(Words.cell(column, row[column], number: number, language))</a>" }
  }
}
