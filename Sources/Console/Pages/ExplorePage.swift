import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Reporting
import Store

/// What more of a pool brings, what an aim costs, who is in every good plan: asked of a stored plan, answered by a job with charts.
struct ExplorePage {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/runs/:run/explore", house) { visit in try await show(visit) }
    router.form("/runs/:run/explore", house) { visit, form in try await ask(visit, form) }
  }

  private func show(_ visit: Visit) async throws -> Response {
    let (visitor, stored) = try await RunPages(house: house).stored(visit)
    let language = visit.language
    let snapshot = stored.snapshot
    let factors = snapshot.factors.indices.filter { factor in snapshot.pools.contains { $0.factor == factor } }
      .map { (snapshot.factors[$0].code, language(snapshot.factors[$0].name, snapshot.factors[$0].nameEnglish)) }
    let regions =
      [("", language("市级统筹池", "the city's pool"))]
      + snapshot.regions.filter { $0.code != snapshot.city }.map { ($0.code, language($0.name, $0.nameEnglish)) }
    let aims = Aim.Kind.allCases.map { ($0.key, language.name(of: $0)) }
    func factor(_ label: String) -> HTML { Select(name: "factor", label: label, options: factors, chosen: "land").html }
    func field(_ name: String, _ label: String, _ value: String) -> HTML {
      TextField(name: name, label: label, value: value, isRequired: true, attributes: "maxlength=\"300\"").html
    }
    let pool = language("要素", "Factor")
    let sweep: HTML = """
      \(Select(name: "change", label: language("改变", "Change"), options: [("share", language("市级统筹比例", "the city's share")), ("supply", language("要素总量", "the supply"))], chosen: "share").html)\(factor(pool))
      \(field("values", language("取值", "Values"), "10%,20%,30%,40%,50%"))
      """
    let frontier: HTML = """
      \(Select(name: "aim", label: language("目标", "Aim"), options: aims, chosen: "fairness").html)\(Select(name: "measure", label: language("按", "Counted in"), options: Aim.Measure.allCases.map { ($0.rawValue, language.name(of: $0)) }, chosen: "score").html)
      \(field("most", language("最多让出的得分", "Most of the score to give up"), "5%"))\(field("points", language("方案数", "Plans"), "6"))
      """
    let ladder: HTML = """
      \(factor(pool))\(Select(name: "region", label: language("要素池", "Pool"), options: regions, chosen: "").html)\(field("steps", language("级数", "Steps"), "5"))
      """
    let stress: HTML = """
      \(factor(pool))\(field("low", language("最少到位", "At least"), "70%"))\(field("high", language("最多到位", "At most"), "100%"))\(field("draws", language("抽样次数", "Draws"), "50"))
      """
    let robust: HTML = """
      \(field("worlds", language("情形（名称=权重:要素=比例）", "Worlds (name=weight:factor=part)"), WorldText.sample))\(field("keep", language("不收回的权重", "Weight in which it is kept"), "90%"))
      """
    let body: HTML = """
      <div class="title"><h1>\(language("探索：方案", "Explore: plan")) \(stored.run)</h1><p>\(language.title(of: stored.scenario))</p>
      <span class="actions"><a class="button plain" href="/runs/\(stored.run)/try">\(language("推演", "Try changes"))</a> <a class="button plain" href="/runs/\(stored.run)">\(language("回到方案", "Back to the plan"))</a></span></div>
      <div class="columns2">
      \(card(visit, stored.run, .sweep, language("逐值试算", "Value by value"), language("一个比例或总量取不同的值，保障多少。", "What is served as one share or supply goes through several values."), sweep))
      \(card(visit, stored.run, .ladder, language("下一批指标带来什么", "What the next units bring"), language("某个池再多一些，谁能进来。", "Who comes in when one pool holds a little more."), ladder))
      \(card(visit, stored.run, .frontier, language("目标的代价", "What an aim costs"), language("让出一点得分，公平、节约或稳定能到什么程度。", "How far fairness, thrift or calm get for a little of the score."), frontier))
      \(card(visit, stored.run, .alternatives, language("好方案里有谁", "Who is in good plans"), language("哪些项目总在、有时在、总不在。", "Which projects are always in, sometimes, never: proved by forcing."), field("within", language("得分相差不超过", "Within so much of the score"), "0.5%")))
      \(card(visit, stored.run, .stress, language("计划变小时谁保得住", "Who survives a smaller plan"), language("年度计划打折下达，重新编排多次。", "The yearly plan comes smaller, many times over."), stress))
      \(card(visit, stored.run, .robust, language("多数情形下不必收回", "Kept in most worlds"), language("年度计划可能晚到或缩减：现在编一个方案，在足够多的情形下一个也不收回。", "The yearly plan may come late or smaller: one plan now that takes nothing back in worlds of enough weight."), robust))
      </div>
      """
    return .page(Page(title: language("探索", "Explore"), visitor: visitor, body: body, place: "/runs"), visit)
  }

  private func card(_ visit: Visit, _ run: Int, _ what: Job.Explore.What, _ title: String, _ text: String, _ fields: HTML) -> HTML {
    """
    <section><h2>\(title)</h2><p class="note">\(text)</p><form class="filters" method="post" action="/runs/\(run)/explore">\(FormToken(visit).html)<input type="hidden" name="what" value="\(what.rawValue)">
    \(fields)<button class="button">\(visit.language("开始", "Start"))</button></form></section>
    """
  }

  private func ask(_ visit: Visit, _ form: Fields) async throws -> Response {
    let run = try visit.number("run")
    let language = visit.language
    guard let what = form["what"].flatMap(Job.Explore.What.init) else { throw ConsoleError.notFound }
    var ask = Job.Explore(what, run: run, language: language)
    func text(_ name: String) -> String? { form[name].flatMap { $0.isEmpty ? nil : $0 } }
    (ask.factor, ask.region, ask.change, ask.aim, ask.measure) = (
      text("factor"), text("region"), text("change"), text("aim"), text("measure")
    )
    (ask.most, ask.within, ask.low, ask.high) = (text("most"), text("within"), text("low"), text("high"))
    ask.values = text("values").map { $0.split { ",，、 ".contains($0) }.map(String.init) }
    ask.worlds = text("worlds").map { $0.split { ";；\n".contains($0) }.map(String.init) }
    ask.keep = text("keep")
    (ask.points, ask.steps, ask.draws) = (
      text("points").flatMap(Int.init), text("steps").flatMap(Int.init), text("draws").flatMap(Int.init)
    )
    let faults = ask.faults(language)
    guard faults.isEmpty else { throw ConsoleError.invalid(faults.map { .init(field: $0.field, fault: $0.text) }) }
    let (payload, title) = (JSONText.line(ask), language("探索方案 \(run)", "explore plan \(run)"))
    let job = try await visit.write(form) { desk in
      var caller = desk.caller
      caller.key = form["_key"]
      return try desk.jobs.ask(caller, kind: "explore", title: title, payload: payload)
    }
    return .seeOther("/jobs/\(job)")
  }

  // MARK: The answer

  /// Charts, sentences and rows of what was found; project codes lead to the project.
  static func outcome(_ found: Exploration, job: String, _ language: Language) -> HTML {
    let table = Table(
      columns: found.columns.map { .init($0.title, number: $0.isNumber) },
      rows: found.rows.map { row in
        row.enumerated().map { place, cell in
          place == found.projectColumn ? "<a href=\"/library/\(cell.queryEncoded)\">\(cell)</a>" : "\(cell)"
        }
      }, empty: language("没有结果。", "Nothing was found."))
    return """
      <h2>\(found.title)</h2>\(found.sentences.html { "<p>\($0)</p>" })<div class="charts">\(found.pictures.html { "<figure>\(HTML(trusted: $0.svg))</figure>" })</div>
      \(table.html)<p><a class="button plain" href="/jobs/\(job)/paper">\(language("打印", "Print"))</a> <a class="button plain" href="/jobs/\(job)/paper?format=xlsx">XLSX</a></p>
      """
  }
}
