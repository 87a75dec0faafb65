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
    router.form("/import/:job/take", house) { visit, form in try await again(visit, form, isDryRun: false) }
    router.form("/import/:job/mend", house) { visit, form in try await again(visit, form, isDryRun: true) }
  }

  /// The file as it was sent in, with every problem on its cell, to be mended and sent in again.
  private func annotated(_ visit: Visit) async throws -> Response {
    let (job, language, city) = (try visit.number("job"), visit.language, visit.city)
    // Read with the person's own rights: another's file isn't there.
    let sent = try await visit.read { desk -> (file: (name: String, bytes: Data), mendings: [Job.Import.Mending]?)? in
      // A job of another kind has no file.
      guard let ask = try Job.read(Job.Import.self, desk.jobs.standing(Int64(job))?.payload) else { return nil }
      return try desk.jobs.file(ask.file).map { ($0, ask.mendings) }
    }
    guard let (file, mendings) = sent else { throw ConsoleError.notFound }
    let bytes = try await house.trials.planning(house) { session in
      try ProjectFile(file.bytes, name: file.name, mendings: mendings, session: session, city: city).annotated(language)
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
    let language = visit.language
    let job = try await visit.write(upload.fields) { desk in
      let ask = Job.Import(
        file: number, isDryRun: true, region: desk.visitor.isCity ? nil : desk.visitor.region, document: upload.fields["document"],
        date: upload.fields["date"] ?? desk.today ?? Today.date.iso, language: language)
      return try Self.begin(desk, upload.fields, ask, name: file.name, language)
    }
    return .seeOther("/jobs/\(job)")
  }

  private static func begin(_ desk: Visit.Desk, _ form: Fields, _ ask: Job.Import, name: String, _ language: Language) throws -> Int64 {
    var caller = desk.caller
    caller.key = (form["_key"] ?? "") + (ask.isDryRun ? ":try" : ":take")
    let title = (ask.isDryRun ? language("预演导入 ", "rehearse import of ") : language("导入 ", "import ")) + name
    return try desk.jobs.ask(caller, kind: "import", title: title, payload: JSONText.pretty(ask))
  }

  /// The same file once more: taken in as it was rehearsed, or rehearsed with what was mended on the page.
  private func again(_ visit: Visit, _ form: Fields, isDryRun: Bool) async throws -> Response {
    let (number, language) = (try visit.number("job"), visit.language)
    let mended = isDryRun ? Self.mendings(form) : []
    let job = try await visit.write(form) { desk -> Int64 in
      // Read with the person's own rights: another's job isn't there.
      guard var ask = try Job.read(Job.Import.self, desk.jobs.standing(Int64(number))?.payload), let file = try desk.jobs.file(ask.file)
      else {
        throw ConsoleError.notFound
      }
      let known = ask.mendings ?? []
      // What is mended again takes the place of what it was mended to.
      ask.mendings = known.filter { old in !mended.contains { ($0.header, $0.found) == (old.header, old.found) } } + mended
      guard (ask.mendings ?? []).count <= Job.Import.mendingLimit else {
        throw ConsoleError.invalid([
          .init(
            field: "mend",
            fault: language("一次最多改正 \(Job.Import.mendingLimit) 处，请在文件中改正。", "At most \(Job.Import.mendingLimit); mend the file instead."))
        ])
      }
      (ask.isDryRun, ask.language) = (isDryRun, language.rawValue)
      return try Self.begin(desk, form, ask, name: file.name, language)
    }
    return .seeOther("/jobs/\(job)")
  }

  /// Inputs of the page come in threes: `header.N`, `found.N`, `becomes.N`; an empty one, or one that says what is there, mends nothing.
  private static func mendings(_ form: Fields) -> [Job.Import.Mending] {
    let (headers, found) = (form.under("header."), form.under("found."))
    return form.under("becomes.").sorted { $0.key < $1.key }.compactMap { place, text in
      let (header, was) = (headers[place] ?? "", found[place] ?? "")
      guard !text.isEmpty, text != was else { return nil }
      // A header's unit stays with it: 总额（亿元） → 总投资（亿元）.
      let unit = header.isEmpty && !text.hasSuffix("）") ? was.wholeMatch(of: /.*([（(][^（()）]*[)）])/).map { String($0.1) } ?? "" : ""
      return .init(header: header, found: was, becomes: text + unit)
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
    let mendable = Mendable.all(result.mistakes)
    let mistakes = Table(
      columns: [
        .init(language("级别", "level")), .init(language("工作表", "sheet")), .init(language("行", "row"), number: true),
        .init(language("列", "column")), .init(language("问题与处理", "problem and what to do")), .init(language("改为", "becomes")),
      ],
      rows: result.mistakes.enumerated().map { place, mistake in
        [
          "<span class=\"level \(mistake.level)\">\(mistake.level == "error" ? language("错误", "error") : mistake.level == "warning" ? language("警告", "warning") : language("提示", "note"))</span>",
          "\(mistake.sheet ?? "")", "\(mistake.row.map(String.init) ?? "")", "\(mistake.column.map(Diagnostic.columnLetters) ?? "")",
          "\(mistake.text)", mendable[place].map { inputs($0, "c\(place)", result.known ?? [], language) } ?? .empty,
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
    let columns = Table(
      columns: [.init(language("表头", "header")), .init(language("读作", "read as")), .init(language("改为", "becomes"))],
      rows: result.columns.enumerated().map { place, column in
        [
          "\(column.header)", "\(column.field.isEmpty ? language("（不读取）", "(not read)") : column.field)",
          inputs(.init(header: "", found: column.header), "h\(place)", result.known ?? [], language),
        ]
      }, empty: "")
    let mend: HTML =
      "<p><button class=\"button\(HTML(trusted: hasErrors ? "" : " plain"))\">\(language("按改正再预演", "Rehearse again as mended"))</button></p>"
    return """
      \(take(job, hasErrors, visit))<div class="cards">\(hasErrors ? .empty : cards)</div>
      <form method="post" action="/import/\(job.job)/mend">\(FormToken(visit).html)
      <section><h2>\(language("问题", "Problems")) <small>\(result.mistakeCount)</small></h2>\(mistakes.html)\(mendable.isEmpty ? .empty : mend)</section>
      <details><summary>\(language("列的对应：可改正", "How columns were read; mend it here"))</summary>\(columns.html)\(mend)</details></form>
      \(hasErrors ? .empty : "<section><h2>\(language("差异", "Differences"))</h2>\(differences.html)</section>")
      """
  }

  /// A text that can be mended on the page: in every cell of its column, or a header.
  private struct Mendable: Hashable {
    var header: String
    var found: String

    init(header: String, found: String) { (self.header, self.found) = (header, found) }

    init?(_ mistake: Job.Import.Mistake) {
      guard mistake.level == "error", let found = mistake.found, !found.isEmpty else { return nil }
      if mistake.code == DiagnosticCode.unknownHeader.rawValue {
        self.init(header: "", found: found)
      } else if let header = mistake.header, !header.isEmpty {
        self.init(header: header, found: found)
      } else {
        return nil
      }
    }

    /// By the place of the first mistake with this text: a mending is for all of them.
    static func all(_ mistakes: [Job.Import.Mistake]) -> [Int: Mendable] {
      var seen: Set<Mendable> = []
      return mistakes.enumerated().reduce(into: [:]) { found, item in
        if let text = Mendable(item.element), seen.insert(text).inserted { found[item.offset] = text }
      }
    }
  }

  private static func inputs(_ item: Mendable, _ place: String, _ known: [String], _ language: Language) -> HTML {
    let label = language("\(item.found) 改为", "\(item.found) becomes")
    let hidden: HTML =
      "<input type=\"hidden\" name=\"header.\(place)\" value=\"\(item.header)\"><input type=\"hidden\" name=\"found.\(place)\" value=\"\(item.found)\">"
    guard item.header.isEmpty else {
      return "\(hidden)<input name=\"becomes.\(place)\" aria-label=\"\(label)\" maxlength=\"500\">"
    }
    let options = known.html { "<option>\($0)</option>" }
    return "\(hidden)<select name=\"becomes.\(place)\" aria-label=\"\(label)\"><option value=\"\">–</option>\(options)</select>"
  }

  private static func take(_ job: JobStore.Standing, _ hasErrors: Bool, _ visit: Visit) -> HTML {
    let language = visit.language
    guard let ask = Job.read(Job.Import.self, job.payload) else { return .empty }
    if hasErrors {
      let told = language(
        "有错误，未作任何改动。可在下面改正后再预演，或改好文件重新上传。",
        "There are errors; nothing was done. Mend them below and rehearse again, or mend the file and send it again.")
      let link = language("下载标注后的文件（问题在单元格上）", "Download the file with each problem on its cell")
      return "<p class=\"fault\" role=\"alert\">\(told) <a href=\"/import/\(job.job)/annotated\">\(link)</a></p>"
    }
    guard ask.isDryRun else { return "<p class=\"fine\">\(language("已导入。", "Imported."))</p>" }
    return "<p>"
      + SmallForm(
        visit, "/import/\(job.job)/take", language("确认导入", "Take it in"), style: "button"
      ).html + "</p>"
  }
}
