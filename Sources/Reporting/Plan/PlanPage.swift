import Allocation
import Diagnostics

extension PlanReport {
  /// The plan as one self-contained page: no script, nothing loaded from elsewhere, prints on A4.
  public func html() -> String {
    let sections = [
      headline, quality, pictures, poolTable, regionTable, awardTable, variantList, unmetList, priceTable, moveTable, assertionTable,
      finePrint,
    ]
    return """
      <!doctype html>
      <html lang="\(language == .chinese ? "zh-CN" : "en")"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>\(Markup.escaped(heading))</title><style>\(PageStyle.css)</style></head>
      <body><main>\(masthead)\(sections.joined(separator: "\n"))</main></body></html>
      """
  }

  var heading: String { language("要素配置方案 \(run) · \(title)", "Allocation plan \(run) · \(title)") }

  private var masthead: String {
    let city = words.region(snapshot.cityRegion)
    var facts = [
      language("基准日 \(snapshot.baseDate.iso)", "as of \(snapshot.baseDate.iso)"),
      language("政策版本 \(snapshot.policyVersion)", "policy \(snapshot.policyVersion)"),
      language("运行 \(createdAt) \(createdBy)", "run \(createdAt) by \(createdBy)"),
    ]
    facts.append(adoptedAt.map { language("采纳 \($0)", "adopted \($0)") } ?? language("未采纳", "not adopted"))
    if let publishedAt { facts.append(language("公布 \(publishedAt)", "published \(publishedAt)")) }
    if !plan.chosenVariants(of: snapshot).isEmpty {
      facts.append(language("推演（选用了备选方案，项目库须先改）", "rehearsal (variants were chosen; the library must be changed first)"))
    }
    if scenario.isRehearsal { facts.append(language("推演（改动了政策或供给）", "rehearsal (policy or supply changed)")) }
    let question = scenario.question.isEmpty ? "" : "<p class=\"question\">\(Markup.escaped(scenario.question))</p>"
    return """
      <header><p class="kicker">\(Markup.escaped(city)) · \(language("重点项目要素保障", "production factors for key projects"))</p>
      <h1>\(Markup.escaped(heading))</h1>\(question)<p class="facts">\(facts.map(Markup.escaped).joined(separator: " · "))</p></header>
      """
  }

  private var headline: String {
    let short = shortFactors.prefix(3).map { words.factor($0.factor) }.joined(separator: language("、", ", "))
    let cards = [
      ("\(plan.awards.count)", language("个项目获得保障，共 \(asked) 个申请", "projects served of \(asked) that ask")),
      (
        Self.hundredMillions(investmentServed),
        language(
          "亿元投资获得保障，占 \(percent(investmentServed, investmentAsked))",
          "×10⁸ yuan of investment served, \(percent(investmentServed, investmentAsked))")
      ),
      ("\(plan.unmet.count)", language("个项目暂不能保障，均有原因和时限", "projects left out, each with its reason and date")),
      (short.isEmpty ? "–" : short, language("最紧缺的要素", "scarcest factors")),
    ]
    let html = cards.map { figure, text in
      "<div class=\"card\"><b class=\"\(figure.count > 8 ? "small" : "")\">\(Markup.escaped(figure))</b><span>\(Markup.escaped(text))</span></div>"
    }
    return "<section class=\"cards\">\(html.joined())</section>"
  }

  private var quality: String {
    let rows = plan.tiers.map { tier in
      let name = snapshot.tiers[tier.tier]
      return [
        tier.years, language(name.name, name.nameEnglish), "\(tier.awarded) / \(tier.candidates)",
        Markup.grouped(Double(tier.value)),
        Markup.grouped(Double(tier.bound)), "\(Markup.number(tier.gap * 100, 4))%", words.status(tier),
      ] + (tier.aims == nil && tier.aimsAreCut == nil ? [] : [words.aims(tier).joined(separator: language("；", "; "))])
    }
    let note = language(
      "级别依次保障：前一级已定，再算后一级。得分不超过上界；差距为 0 表示在前面各级已定的条件下没有更好的方案。",
      "Tiers are served in order, each given those before it. No plan scores above the bound; a gap of 0 means that there is no better one."
    )
    let together = snapshot.rules.together.map { years in
      language(
        " 各年合为一个规划：每级一行，晚一年的得分按 \(years.discount) 折算（四舍五入取整）。",
        " The years are planned as one: a row for each tier; a year later a score counts \(years.discount) of itself, rounded to a whole number."
      )
    }
    let hasAims = plan.tiers.contains { $0.aims != nil || $0.aimsAreCut == true }
    var columns = [
      (language("年份", "vintage"), false), (language("级别", "tier"), false), (language("保障 / 申请", "served / asked"), true),
      (language("得分", "score"), true), (language("上界", "bound"), true), (language("差距", "gap"), true),
      (language("状态", "status"), false),
    ]
    if hasAims { columns.append((language("得分之外的目标", "aims beside the score"), false)) }
    let given = hasAims ? language("差距含为其他目标让出的得分。", " The gap includes what was given up for the aims.") : ""
    return section(language("方案有多好", "How good the plan is"), note + (together ?? "") + given, table(columns, rows))
  }

  func section(_ title: String, _ note: String, _ body: String) -> String {
    body.isEmpty
      ? ""
      : "<section><h2>\(Markup.escaped(title))</h2>\(note.isEmpty ? "" : "<p class=\"note\">\(Markup.escaped(note))</p>")\(body)</section>"
  }

  /// Columns: title, and whether it holds numbers. Cells are texts, escaped here.
  func table(_ columns: [(String, Bool)], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let head = columns.map { "<th\($0.1 ? " class=\"n\"" : "")>\(Markup.escaped($0.0))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + zip(row, columns).map { "<td\($1.1 ? " class=\"n\"" : "")>\(Markup.escaped($0))</td>" }.joined() + "</tr>"
    }
    return "<div class=\"wide\"><table><thead><tr>\(head)</tr></thead><tbody>\(body.joined(separator: "\n"))</tbody></table></div>"
  }

  func folded(_ summary: String, _ body: String, isOpen: Bool = false) -> String {
    body.isEmpty ? "" : "<details\(isOpen ? " open" : "")><summary>\(Markup.escaped(summary))</summary>\(body)</details>"
  }

  func percent(_ part: Quantity, _ whole: Quantity) -> String {
    whole == .zero ? "0%" : "\(Markup.number(Double(part.tenThousandths) / Double(whole.tenThousandths) * 100, 1))%"
  }
}
