import Allocation
import Diagnostics
import Hummingbird
import Operations
import Store

/// Meetings: planned with the open problems as agenda, closed with minutes and decisions, each of which becomes a task.
struct MeetingPages {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/meetings", house) { visit in try await list(visit) }
    router.form("/meetings", house) { visit, form in try await plan(visit, form) }
    router.page("/meetings/:number", house) { visit in try await show(visit) }
    router.form("/meetings/:number", house) { visit, form in try await close(visit, form) }
  }

  private static let kinds = [
    ("regular", "定期汇报", "regular"), ("special", "专题汇报", "special"), ("coordination", "专项协调", "coordination"),
    ("routine", "代办例行调度", "agency, routine"),
    ("composite", "代办综合调度", "agency, composite"), ("hard", "代办难点调度", "agency, hard"), ("major", "代办重大调度", "agency, major"),
  ]

  private func list(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let (visitor, listing) = try await visit.read { desk in
      (desk.visitor, try MeetingStore(desk.session, city: desk.city, person: desk.person).list())
    }
    let table = Table(listing, language, empty: language("没有会议。", "No meetings.")) { column, row in
      column == "title" ? "<a href=\"/meetings/\(row["meeting"])\">\(row["title"])</a>" : nil
    }
    let form: HTML = visitor.has("conference_clerk", "hq_clerk") ? planForm(visit) : .empty
    let body: HTML = "<div class=\"title\"><h1>\(language("会议", "Meetings"))</h1></div>\(form)\(table.html)"
    return .page(Page(title: language("会议", "Meetings"), visitor: visitor, body: body, place: "/work"), visit)
  }

  private func planForm(_ visit: Visit) -> HTML {
    let language = visit.language
    return """
      <form class="filters" method="post" action="/meetings">\(FormToken(visit).html)
      \(Select(name: "kind", label: language("类型", "Kind"), options: Self.kinds.map { ($0.0, language($0.1, $0.2)) }, chosen: "special").html)
      \(TextField(name: "title", label: language("名称", "Title"), isRequired: true, attributes: "maxlength=\"200\"").html)
      \(TextField(name: "on", label: language("日期", "Day"), value: visit.today ?? Today.date.iso, type: "date", isRequired: true).html)
      \(TextField(name: "chair", label: language("主持人代码", "Chair (person code)"), isRequired: true, attributes: "maxlength=\"64\"").html)
      \(TextField(name: "place", label: language("地点", "Place"), attributes: "maxlength=\"200\"").html)
      <button class="button">\(language("安排，议题为未决问题", "Plan, with the open problems"))</button></form>
      """
  }

  private func plan(_ visit: Visit, _ form: Fields) async throws -> Response {
    let meeting = MeetingStore.Meeting(
      kind: form["kind"] ?? "", title: form["title"] ?? "", heldOn: form["on"] ?? "", place: form["place"] ?? "",
      chair: form["chair"] ?? "", attendees: [])
    let number = try await visit.write(form) { desk in
      try MeetingStore(desk.session, city: desk.city, person: desk.person).plan(meeting, items: nil, WorkPages.context(form, desk))
    }
    return .seeOther("/meetings/\(number)")
  }

  private func show(_ visit: Visit) async throws -> Response {
    let number = try visit.number("number")
    let language = visit.language
    let (visitor, listing, agenda) = try await visit.read { desk in
      let store = MeetingStore(desk.session, city: desk.city, person: desk.person)
      return (desk.visitor, try store.list(), try store.document(number))
    }
    guard let meeting = listing.rows.map({ ReportRow(columns: listing.columns, values: $0) }).first(where: { $0["meeting"] == "\(number)" })
    else {
      throw ConsoleError.notFound
    }
    let isOpen = meeting["state"] == "planned" && visitor.has("conference_clerk", "hq_clerk")
    let rows = agenda.rows.map { ReportRow(columns: agenda.columns, values: $0) }
    let items = rows.filter { !$0["item"].isEmpty }
    let parts = ["item", "item_title", "decision", "unit", "due", "follow_up"]
    let places = parts.compactMap { agenda.columns.firstIndex(of: $0) }
    let shown = Listing(
      columns: parts, rows: agenda.rows.filter { row in places.first.map { row[$0] != nil } ?? false }.map { row in places.map { row[$0] } }
    )
    let minutes: HTML =
      rows.first.map { $0["minutes"].isEmpty ? .empty : "<section><h2>\(language("纪要", "Minutes"))</h2><p>\($0["minutes"])</p></section>" }
      ?? .empty
    let body: HTML = """
      <div class="title"><h1>\(meeting["title"])</h1><p>\(meeting["held_on"]) · \(meeting["chair"])</p>
      <span class="actions"><a class="button plain" href="/documents/minutes/\(number)">\(language("会议纪要", "Minutes"))</a></span></div>
      \(Table(shown, language, empty: language("没有议题。", "No items.")).html)\(minutes)\(isOpen ? closeForm(visit, number, items) : .empty)
      """
    return .page(Page(title: meeting["title"], visitor: visitor, body: body, place: "/work"), visit)
  }

  private func closeForm(_ visit: Visit, _ number: Int, _ items: [ReportRow]) -> HTML {
    let language = visit.language
    let decisions = items.html { item in
      """
      <fieldset><legend>\(item["item"]) · \(item["item_title"])</legend>
      \(TextField(name: "decision.\(item["item"])", label: language("议定事项", "Decision"), attributes: "maxlength=\"1000\"").html)
      \(TextField(name: "unit.\(item["item"])", label: language("承办单位代码", "Unit"), attributes: "maxlength=\"64\"").html)
      \(TextField(name: "due.\(item["item"])", label: language("期限", "Due"), type: "date").html)</fieldset>
      """
    }
    return """
      <section><h2>\(language("结束会议", "Close the meeting"))</h2><form class="stack" method="post" action="/meetings/\(number)">\(FormToken(visit).html)
      <label><span>\(language("纪要", "Minutes"))</span><textarea name="minutes" rows="5" required maxlength="20000"></textarea></label>\(decisions)
      \(TextField(name: "document", label: language("文号", "Document"), attributes: "maxlength=\"200\"").html)
      <button class="button">\(language("结束，议定事项转为任务", "Close; decisions become tasks"))</button></form></section>
      """
  }

  private func close(_ visit: Visit, _ form: Fields) async throws -> Response {
    let number = try visit.number("number")
    let (units, dues) = (form.under("unit."), form.under("due."))
    let decisions = form.under("decision.").compactMap { place, text in
      Int(place).map { MeetingStore.Decision(place: $0, decision: text, unit: units[place], due: dues[place]) }
    }.sorted { $0.place < $1.place }
    let minutes = form["minutes"] ?? ""
    _ = try await visit.write(form) { desk in
      try MeetingStore(desk.session, city: desk.city, person: desk.person).close(
        number, minutes: minutes, decisions: decisions, WorkPages.context(form, desk))
    }
    return .seeOther("/meetings/\(number)")
  }
}
