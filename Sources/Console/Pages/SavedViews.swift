import Diagnostics
import Hummingbird
import Store

/// Pages with their filters, kept under a name: a bar above a list, and what its forms do.
struct SavedViews {
  let house: House

  func add(to router: ConsoleRouter) {
    router.form("/views", house) { visit, form in
      let (page, query) = (form["page"] ?? "", form["query"] ?? "")
      _ = try await visit.write(form) { desk in
        try desk.views.save(desk.caller, name: form["name"] ?? "", page: page, query: query, isShared: form["shared"] != nil)
      }
      return .seeOther(page + "?" + query)
    }
    router.form("/views/drop", house) { visit, form in
      let page = form["page"] ?? ""
      _ = try await visit.write(form) { desk in try desk.views.drop(desk.caller, name: form["name"] ?? "", page: page) }
      return .seeOther(page)
    }
  }

  /// `page`: the path. What is kept is the query as it stands, without the number of the page.
  static func bar(_ views: [ViewStore.View], _ visit: Visit, page: String) -> HTML {
    let language = visit.language
    let query = visit.query.pairs.filter { !["page", "format"].contains($0.name) && !$0.value.isEmpty }.map {
      "\($0.name.queryEncoded)=\($0.value.queryEncoded)"
    }.joined(separator: "&")
    let links = views.html { view in
      let whose: HTML =
        view.isOwn ? (view.isShared ? " <small>\(language("共享", "shared"))</small>" : .empty) : " <small>\(view.personName)</small>"
      let current: HTML = view.query == query ? HTML(trusted: " aria-current=\"page\"") : .empty
      let drop: HTML =
        view.isOwn
        ? """
        <form method="post" action="/views/drop">\(FormToken(visit).html)<input type="hidden" name="page" value="\(page)"><input type="hidden" name="name" value="\(view.name)"><button class="plain" aria-label="\(language("删除视图", "forget the view")) \(view.name)">×</button></form>
        """ : .empty
      return "<li><a href=\"\(page)?\(view.query)\"\(current)>\(view.name)</a>\(whose)\(drop)</li>"
    }
    let form: HTML =
      query.isEmpty
      ? .empty
      : """
      <details><summary>\(language("保存当前视图", "Keep this view"))</summary><form method="post" action="/views">\(FormToken(visit).html)
      <input type="hidden" name="page" value="\(page)"><input type="hidden" name="query" value="\(query)">
      \(TextField(name: "name", label: language("名称", "Name"), isRequired: true, attributes: "maxlength=\"60\"").html)
      <label class="check"><input type="checkbox" name="shared" value="1"> \(language("全市共享", "for everybody"))</label> <button class="button">\(language("保存", "Keep"))</button></form></details>
      """
    guard !views.isEmpty || !query.isEmpty else { return .empty }
    return "<nav class=\"views\" aria-label=\"\(language("保存的视图", "Saved views"))\"><ul>\(links)</ul>\(form)</nav>"
  }
}
