import Diagnostics
import Foundation
import Hummingbird
import Operations
import Reporting
import Store
import Synchronization

/// Long work: how far it is, as it goes.
struct JobPages {
  let house: House
  private static let streams = Atomic<Int>(0)
  /// A stream that is looked at for longer is opened anew by the browser.
  private static let longestStream = Duration.seconds(600)
  private static let pause = Duration.milliseconds(400)

  func add(to router: ConsoleRouter) {
    router.page("/jobs/:job", house) { visit in try await show(visit) }
    router.page("/jobs/:job/events", house) { visit in try await events(visit) }
    router.page("/jobs/:job/paper", house) { visit in try await paper(visit) }
    router.form("/jobs/:job/cancel", house) { visit, form in
      let job = try visit.number("job")
      _ = try await visit.write(form) { desk in try desk.jobs.cancel(desk.caller, Int64(job)) }
      return .seeOther("/jobs/\(job)")
    }
  }

  /// Part of the navigation that a kind of job belongs to, where it isn't that of plans.
  private static let places = ["import": "/import", "verification": "/admin"]

  static func state(_ state: String, _ language: Language) -> HTML {
    let names = [
      "waiting": language("等待", "waiting"), "running": language("执行中", "running"), "done": language("完成", "done"),
      "failed": language("失败", "failed"),
      "cancelled": language("已取消", "cancelled"),
    ]
    return "<span class=\"state \(state)\">\(names[state] ?? state)</span>"
  }

  private func standing(_ visit: Visit) async throws -> (Visitor, JobStore.Standing) {
    let job = try visit.number("job")
    let (visitor, standing) = try await visit.read { desk in (desk.visitor, try desk.jobs.standing(Int64(job))) }
    guard let standing else { throw ConsoleError.notFound }
    return (visitor, standing)
  }

  private func show(_ visit: Visit) async throws -> Response {
    let (visitor, job) = try await standing(visit)
    let language = visit.language
    let outcome: HTML
    switch (job.state, job.kind) {
    case ("done", "scenario"):
      let run = Job.read(Job.Scenario.Result.self, job.result)?.run
      outcome =
        run.map { "<p><a class=\"button\" href=\"/runs/\($0)\">\(language("打开方案", "Open plan")) \($0)</a></p>" }
        ?? "<pre>\(job.result)</pre>"
    case ("done", "import"): outcome = ImportPages.outcome(job, visit)
    // Asked for by programs: figures, mistakes and proposals as they read them.
    case ("done", "quota"), ("done", "enterprises"), ("done", "estimate"):
      let link: HTML =
        Job.read(Job.Import.Result.self, job.result)?.proposals?.isEmpty == false
        ? "<p><a class=\"button\" href=\"/proposals\">\(language("待批事项", "What waits for a second person"))</a></p>" : .empty
      outcome = "\(link)<pre>\(job.result)</pre>"
    case ("done", "explore"), ("done", "rehearsal"):
      outcome = Job.read(Exploration.self, job.result).map { ExplorePage.outcome($0, job: job.job, language) } ?? "<pre>\(job.result)</pre>"
    case ("done", "verification"): outcome = VerificationPart.outcome(job, language)
    case ("failed", _):
      outcome = "<div class=\"fault\" role=\"alert\">\((job.fault ?? "").split(separator: "\n").html { "<p>\(String($0))</p>" })</div>"
    default: outcome = .empty
    }
    let cancel: HTML = job.isOver ? .empty : SmallForm(visit, "/jobs/\(job.job)/cancel", language("取消", "Cancel")).html
    let body: HTML = """
      <div class="title"><h1>\(job.title)</h1><p>\(language("任务", "job")) \(job.job) · \(job.askedAt)</p></div>
      <section id="job" data-job="\(job.job)" data-over="\(job.isOver ? "1" : "0")" aria-live="polite"><p>\(Self.state(job.state, language)) <span class="progress">\(Self.text(job))</span></p>
      \(job.isOver ? .empty : HTML(trusted: "<progress></progress>"))\(cancel)</section>\(outcome)
      """
    return .page(
      Page(title: job.title, visitor: visitor, body: body, place: Self.places[job.kind] ?? "/runs", scripts: ["job.js"]), visit)
  }

  /// What a job found, for print or as a workbook.
  private func paper(_ visit: Visit) async throws -> Response {
    let (_, job) = try await standing(visit)
    guard ["explore", "rehearsal"].contains(job.kind), let found = Job.read(Exploration.self, job.result) else {
      throw ConsoleError.notFound
    }
    let document = found.document(issuer: visit.language("推演结果，不是决定", "Explored, not decided"))
    guard visit.query["format"] == "xlsx" else { return Paper.response(document.html(visit.language)) }
    return try Paper.workbook("job-\(job.job)") { try document.writeWorkbook(to: $0, visit.language) }
  }

  private static func text(_ job: JobStore.Standing) -> String {
    Job.read([String: String].self, job.progress)?["text"] ?? ""
  }

  /// Server-sent events: a line whenever something has changed, until the job is over.
  private func events(_ visit: Visit) async throws -> Response {
    _ = try await standing(visit)
    guard Self.streams.load(ordering: .relaxed) < ConsoleConfiguration.streamLimit else { throw ConsoleError.busy }
    var headers = HTTPFields()
    headers[.contentType] = "text/event-stream"
    return Response(
      status: .ok, headers: headers,
      body: .init { writer in
        Self.streams.add(1, ordering: .relaxed)
        defer { Self.streams.subtract(1, ordering: .relaxed) }
        let end = ContinuousClock.now + Self.longestStream
        var told = ""
        while ContinuousClock.now < end {
          let (_, job) = try await standing(visit)
          let text = JSONText.line(["state": job.state, "text": Self.text(job)])
          if text != told { try await writer.write(ByteBuffer(string: "data: \(text)\n\n")) }
          told = text
          if job.isOver { break }
          try await Task.sleep(for: Self.pause)
        }
        try await writer.finish(nil)
      })
  }
}
