import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Store

/// A file is dropped, looked at, and taken in: what would change and what is wrong stand there before anything is written.
struct ImportPages {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/import", house) { visit in try await show(visit) }
    router.post("/import") { request, context in try await send(Visit(house, request, context)) }
    router.page("/import/:job/annotated", house) { visit in try await annotated(visit) }
    router.form("/import/take", house) { visit, form in
      guard let file = form["file"].flatMap(Int64.init) else { throw ConsoleError.notFound }
      return .seeOther("/jobs/\(try await ask(visit, form, file: file, name: form["name"] ?? "", isDryRun: false))")
    }
  }

  /// The file as it was sent in, with every problem on its cell, to be mended and sent in again.
  private func annotated(_ visit: Visit) async throws -> Response {
    let (job, language, city) = (try visit.number("job"), visit.language, visit.city)
    // Read with the person's own rights: another's file isn't there.
    let file = try await visit.read { desk -> (name: String, bytes: Data)? in
      // A job of another kind has no file.
      try Job.read(Job.Import.self, desk.jobs.standing(Int64(job))?.payload).flatMap { try desk.jobs.file($0.file) }
    }
    guard let file else { throw ConsoleError.notFound }
    let bytes = try await house.trials.planning(house) { session in
      try ProjectFile(file.bytes, name: file.name, session: session, city: city).annotated(language)
    }
    let name = (file.name.split(separator: ".").first.map(String.init) ?? "file") + language("-标注", "-annotated") + ".xlsx"
    return .file(ByteBuffer(bytes: bytes), type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: name)
  }

  private func show(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let visitor = try await visit.read { $0.visitor }
    let body: HTML = """
      <div class="title"><h1>\(language("导入项目库", "Import projects"))</h1><p>\(language("CSV、XLSX、XLS、ODS；先预演，确认后才写入。", "CSV, XLSX, XLS, ODS; first a rehearsal, written once you agree."))</p></div>
      <form method="post" action="/import" enctype="multipart/form-data" class="stack drop">\(FormToken(visit).html)
      <label class="file"><span>\(language("把文件拖到这里，或点击选择", "Drop a file here, or choose one"))</span><input type="file" name="file" required accept=".csv,.xlsx,.xls,.ods"></label>
      \(TextField(name: "document", label: language("文号（可不填）", "Document (may be empty)"), attributes: "maxlength=\"200\"").html)
      \(TextField(name: "date", label: language("业务日期", "Business date"), value: visit.today ?? Today.date.iso, type: "date", isRequired: true).html)
      <button class="button">\(language("预演", "Rehearse"))</button></form>
      """
    return .page(Page(title: language("导入", "Import"), visitor: visitor, body: body, place: "/import"), visit)
  }

  private func send(_ visit: Visit) async throws -> Response {
    // Who it is comes before 32 MiB of body.
    _ = try await visit.read { $0.visitor }
    let upload = try await visit.upload()
    guard let file = upload.file else {
      try visit.checkForm(upload.fields)
      throw ConsoleError.invalid([.init(field: "file", fault: visit.language("没有选择文件。", "No file was chosen."))])
    }
    let number = try await visit.write(upload.fields) { desk in try desk.jobs.keepFile(desk.caller, name: file.name, bytes: file.bytes) }
    return .seeOther("/jobs/\(try await ask(visit, upload.fields, file: number, name: file.name, isDryRun: true))")
  }

  private func ask(_ visit: Visit, _ form: Fields, file: Int64, name: String, isDryRun: Bool) async throws -> Int64 {
    let language = visit.language
    return try await visit.write(form) { desk in
      let job = Job.Import(
        file: file, isDryRun: isDryRun, region: desk.visitor.isCity ? nil : desk.visitor.region, document: form["document"],
        date: form["date"] ?? desk.today ?? Today.date.iso, language: language)
      var caller = desk.caller
      caller.key = (form["_key"] ?? "") + (isDryRun ? ":try" : ":take")
      let title = (isDryRun ? language("预演导入 ", "rehearse import of ") : language("导入 ", "import ")) + name
      return try desk.jobs.ask(caller, kind: "import", title: title, payload: JSONText.pretty(job))
    }
  }

  /// What a rehearsal or an import brought: counts, mistakes at their cells, differences; a rehearsal without errors can be taken.
  static func outcome(_ job: JobStore.Standing, _ visit: Visit) -> HTML {
    let language = visit.language
    guard let result = Job.read(Job.Import.Result.self, job.result) else { return "<pre>\(job.result)</pre>" }
    let hasErrors = result.mistakes.contains { $0.level == "error" }
    let words = [
      ("new", language("新增", "new")), ("changed", language("变更", "changed")), ("unchanged", language("不变", "unchanged")),
      ("missing", language("文件未列", "missing")),
    ]
    let cards = words.html { "<div class=\"card\"><b>\(result.counts[$0.0] ?? 0)</b><span>\($0.1)</span></div>" }
    let mistakes = Table(
      columns: [
        .init(language("级别", "level")), .init(language("工作表", "sheet")), .init(language("行", "row"), number: true),
        .init(language("列", "column")), .init(language("问题与处理", "problem and what to do")),
      ],
      rows: result.mistakes.map {
        [
          "<span class=\"level \($0.level)\">\($0.level == "error" ? language("错误", "error") : $0.level == "warning" ? language("警告", "warning") : language("提示", "note"))</span>",
          "\($0.sheet ?? "")", "\($0.row.map(String.init) ?? "")", "\($0.column.map(Diagnostic.columnLetters) ?? "")", "\($0.text)",
        ]
      }, empty: language("没有问题。", "Nothing is wrong."))
    let differences = Table(
      columns: [
        .init(language("变化", "change")), .init(language("项目", "project")), .init(language("行", "row"), number: true),
        .init(language("原值", "was")), .init(language("新值", "becomes")),
      ],
      rows: result.differences.map { item in
        [
          "\(words.first { $0.0 == item.change }?.1 ?? item.change)", "\(item.name)<small>\(item.project)</small>",
          "\(item.row.map(String.init) ?? "")", "\(item.change == "new" ? "" : item.was)", "\(item.change == "new" ? "" : item.became)",
        ]
      }, empty: language("没有变化。", "Nothing changes."))
    let columns = result.columns.html { "<li>\($0.header) → \($0.field.isEmpty ? language("（不读取）", "(not read)") : $0.field)</li>" }
    return """
      \(take(job, hasErrors, visit))<div class="cards">\(hasErrors ? .empty : cards)</div>
      <section><h2>\(language("问题", "Problems")) <small>\(result.mistakeCount)</small></h2>\(mistakes.html)</section>
      \(hasErrors ? .empty : "<section><h2>\(language("差异", "Differences"))</h2>\(differences.html)</section>")
      <details><summary>\(language("列的对应", "How columns were read"))</summary><ul class="names">\(columns)</ul></details>
      """
  }

  private static func take(_ job: JobStore.Standing, _ hasErrors: Bool, _ visit: Visit) -> HTML {
    let language = visit.language
    guard let ask = Job.read(Job.Import.self, job.payload) else { return .empty }
    if hasErrors {
      let told = language("有错误，未作任何改动。请改正后重新上传。", "There are errors; nothing was done. Mend the file and send it again.")
      let link = language("下载标注后的文件（问题在单元格上）", "Download the file with each problem on its cell")
      return "<p class=\"fault\" role=\"alert\">\(told) <a href=\"/import/\(job.job)/annotated\">\(link)</a></p>"
    }
    guard ask.isDryRun else { return "<p class=\"fine\">\(language("已导入。", "Imported."))</p>" }
    return "<p>"
      + SmallForm(
        visit, "/import/take", language("确认导入", "Take it in"),
        fields: [("file", "\(ask.file)"), ("date", ask.date), ("document", ask.document ?? ""), ("name", job.title)], style: "button"
      ).html + "</p>"
  }
}
