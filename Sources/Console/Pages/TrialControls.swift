import Allocation
import Diagnostics
import Operations

/// Controls of a trial beside shares, weights and tiers: one county's pool, aims, floors, groups and years. A script reads them and draws their lists.
struct TrialControls {
  let snapshot: Snapshot
  let scenario: Scenario
  let language: Language

  /// One county's supply of one factor in the first year: a slider and a field for each that is chosen.
  var countySupply: HTML {
    let pools = snapshot.pools.filter { $0.vintage == snapshot.vintage }
    let factors = Set(pools.map(\.factor)).sorted().map { (snapshot.factors[$0].code, language.name(of: snapshot.factors[$0])) }
    let regions = Set(pools.map(\.region)).sorted().map { (snapshot.regions[$0].code, language.name(of: snapshot.regions[$0])) }
    guard let first = regions.first(where: { $0.0 != snapshot.city }) ?? regions.first, !factors.isEmpty else { return .empty }
    let amounts = Dictionary(
      pools.map { ("\(snapshot.regions[$0.region].code) \(snapshot.factors[$0.factor].code)", $0.available.decimal) }
    ) { first, _ in first }
    let units = Dictionary(snapshot.factors.map { ($0.code, language($0.unit, $0.unitEnglish)) }) { first, _ in first }
    return """
      <h2>\(language("一个县市区的总量", "Supply of one county"))</h2>
      <ul id="counties" data-vintage="\(snapshot.vintage)" data-pools="\(JSONText.line(amounts))" data-units="\(JSONText.line(units))"></ul>
      <form id="county" class="pairs">\(Select(name: "factor", label: language("要素", "Factor"), options: factors, chosen: "land").html)
      \(Select(name: "region", label: language("县市区", "County"), options: regions, chosen: first.0).html)<button class="plain">\(language("调整", "Change"))</button></form>
      """
  }

  var rules: HTML { "\(aims)\(floors)\(groups)\(years)" }

  /// The scenario's own aims first, in their order; an aim touches nothing of what those before it reached.
  private var aims: HTML {
    let own = scenario.aims ?? []
    let all = own + Aim.Kind.allCases.filter { kind in !own.contains { $0.kind == kind } }.map { Aim(kind: $0) }
    let items = all.html { aim -> HTML in
      let name = language.name(of: aim.kind)
      let isCounted = aim.kind == .fairness || aim.kind == .equalShares
      let measures = Aim.Measure.allCases.html {
        "<option value=\"\($0.rawValue)\"\($0 == aim.measure ? HTML(trusted: " selected") : .empty)>\(language.name(of: $0))</option>"
      }
      let measure: HTML =
        isCounted ? "<select name=\"measure\" aria-label=\"\(name): \(language("按", "counted in"))\">\(measures)</select>" : .empty
      return """
        <li data-aim="\(aim.kind.key)"><label class="check"><input type="checkbox"\(own.contains(aim) ? HTML(trusted: " checked") : .empty)> <span>\(name)</span></label>
        <span class="give"><label>\(language("让分至多", "for up to")) <input name="give" inputmode="decimal" maxlength="8" value="\(Self.percent(aim.give))" aria-label="\(name): \(language("让分至多（%）", "score to give up, %"))">%</label>\(measure)</span></li>
        """
    }
    return """
      <h2>\(language("得分之外的目标", "Aims besides score"))</h2><ol id="aims" class="rules">\(items)</ol>
      """
  }

  private var floors: HTML {
    let counties = snapshot.regions.filter { $0.kind == .county || $0.kind == .zone }.map { ($0.code, language.name(of: $0)) }
    let own = scenario.floors.map { floor in
      let name = floor.region.flatMap { code in snapshot.regions.first { $0.code == code } }.map { language.name(of: $0) }
      return "\(name ?? language("每个县市区", "each county")) ≥ \(floor.projects)"
    }
    let note: HTML =
      own.isEmpty
      ? .empty
      : "<p class=\"note\">\(language("情景所定：", "The scenario's: "))\(own.joined(separator: language("、", ", ")))\(language("；填 0 取消", "; 0 lifts one"))</p>"
    return """
      <h2>\(language("县市区保底", "Least projects of a county"))</h2>\(note)<ul id="floors"></ul><form id="floor" class="pairs">
      \(Select(name: "region", label: language("县市区", "County"), options: counties, chosen: "", any: language("每个县市区", "each county")).html)
      \(TextField(name: "projects", label: language("至少（个）", "At least"), attributes: "inputmode=\"numeric\" pattern=\"[0-9]{1,6}\" maxlength=\"6\"").html)<button class="plain">\(language("设定", "Set"))</button></form>
      """
  }

  private var groups: HTML {
    guard let groups = scenario.groups, !groups.isEmpty else { return .empty }
    let boxes = groups.html {
      "<label class=\"check\"><input type=\"checkbox\" data-group=\"\($0.name)\" checked> \($0.name) <small>\(language.name(of: $0.kind))</small></label>"
    }
    return "<h2>\(language("项目组", "Groups of projects"))</h2><div id=\"groups\">\(boxes)</div>"
  }

  private var years: HTML {
    guard scenario.horizon > 1 else { return .empty }
    let options = (1...min(scenario.horizon, Planner.horizonLimit)).map { count in
      let last = snapshot.vintage + count - 1
      return ("\(count)", count == 1 ? "\(snapshot.vintage)" : "\(snapshot.vintage)–\(last)")
    }
    return
      "<h2>\(language("规划年度", "Years"))</h2><div id=\"years\">\(Select(name: "years", label: language("规划到", "Planned"), options: options, chosen: "\(scenario.horizon)").html)</div>"
  }

  /// "1", "0.5": per cent as people write them, as exact as a field has room for.
  private static func percent(_ ratio: Ratio) -> String {
    let hundredths = Int((10_000 * Double(ratio.numerator) / Double(ratio.denominator)).rounded())
    return Words.trimmed("\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)")
  }
}

extension Language {
  /// The Chinese title where a scenario has none in English.
  func title(of scenario: Scenario) -> String {
    self(scenario.title, scenario.englishTitle)
  }
  func name(of factor: Factor) -> String { self(factor.name, factor.nameEnglish) }
  func name(of region: Region) -> String { self(region.name, region.nameEnglish) }
  func name(of kind: ProjectGroup.Kind) -> String {
    switch kind {
    case .oneOf: self("只取其一", "one of them")
    case .together: self("同进同出", "all or none")
    case .follows: self("分期", "phases")
    }
  }
}
