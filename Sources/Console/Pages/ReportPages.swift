import Diagnostics
import Hummingbird
import Operations
import Reporting
import Store

/// Every view of schema `report` as a page, CSV and XLSX; papers as pages that print.
struct ReportPages {
  let house: House
  /// Rows of a page; files hold all.
  private static let shown = 500

  func add(to router: ConsoleRouter) {
    router.page("/reports", house) { visit in try await list(visit) }
    router.page("/reports/:name", house) { visit in try await show(visit) }
    router.page("/documents/:name/:id", house) { visit in try await document(visit) }
  }

  private func list(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let (visitor, all) = try await visit.report { desk in (desk.visitor, try desk.reports.list()) }
    let items = all.html {
      "<li><a href=\"/reports/\($0.name)\">\(language(Words.short($0.comment), $0.name.replacing("_", with: " ")))</a><small>\($0.comment)</small></li>"
    }
    let body: HTML =
      "<div class=\"title\"><h1>\(language("报表", "Reports"))</h1><p>\(language("与数据库 report 模式中的视图一致", "the views of schema report"))</p></div><ul class=\"list\">\(items)</ul>"
    return .page(Page(title: language("报表", "Reports"), visitor: visitor, body: body, place: "/reports"), visit)
  }

  private func show(_ visit: Visit) async throws -> Response {
    let name = try visit.part("name")
    let language = visit.language
    let filters = visit.query.pairs.filter { !["format", "lang"].contains($0.name) && !$0.value.isEmpty }.map {
      (column: $0.name, value: $0.value)
    }
    let (visitor, result, views) = try await visit.report { desk in
      (desk.visitor, try desk.reports.read(name, where: filters), try desk.views.list(desk.person, page: "/reports/\(name)"))
    }
    if let format = visit.query["format"], ["csv", "xlsx"].contains(format) {
      return try Export.response(
        columns: result.description.columns.map { language(Words.short($0.comment), $0.name) }, rows: result.rows, name: name,
        format: format)
    }
    var page = result
    page.rows = Array(result.rows.prefix(Self.shown))
    let columns = result.description.columns.map(\.name).filter { $0 != "city" }
    let table = Table(page, columns, language, empty: language("没有数据。", "Nothing here."))
    let link = "?" + filters.map { "\($0.column.queryEncoded)=\($0.value.queryEncoded)&" }.joined()
    let cut: HTML =
      result.rows.count > Self.shown
      ? "<p class=\"note\">\(language("显示前 \(Self.shown) 行，共 \(result.rows.count) 行；文件包含全部。", "The first \(Self.shown) of \(result.rows.count) rows; files hold all."))</p>"
      : .empty
    let body: HTML = """
      <div class="title"><h1>\(language(Words.short(result.description.comment), name.replacing("_", with: " ")))</h1><p>\(result.description.comment)</p>
      <span class="actions"><a class="button plain" href="\(link)format=csv">CSV</a><a class="button plain" href="\(link)format=xlsx">XLSX</a></span></div>\(SavedViews.bar(views, visit, page: "/reports/\(name)"))\(cut)\(table.html)
      """
    return .page(Page(title: Words.short(result.description.comment), visitor: visitor, body: body, place: "/reports"), visit)
  }

  private func document(_ visit: Visit) async throws -> Response {
    let (name, id) = (try visit.part("name"), try visit.part("id"))
    let language = visit.language
    let document = try await visit.report { desk in
      try desk.documents.document(name, id)
    }
    guard visit.query["format"] == "xlsx" else { return Paper.response(document.html(language)) }
    return try Paper.workbook("\(name)-\(id)") { try document.writeWorkbook(to: $0, language) }
  }
}
