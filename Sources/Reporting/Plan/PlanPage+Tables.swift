import Allocation
import Diagnostics

extension PlanReport {
  var poolTable: String {
    let rows = plan.pools.map { pool in
      [
        "\(pool.vintage)", words.factor(pool.factor), words.region(pool.region), pool.before.decimal, pool.movedIn.decimal,
        pool.movedOut.decimal,
        pool.given.decimal, pool.after.decimal, language(snapshot.factors[pool.factor].unit, snapshot.factors[pool.factor].unitEnglish),
      ]
    }
    let body = table(
      [
        (language("年份", "vintage"), false), (language("要素", "factor"), false), (language("要素池", "pool"), false),
        (language("方案前", "before"), true), (language("调入", "in"), true), (language("调出", "out"), true), (language("配置", "given"), true),
        (language("剩余", "left"), true), (language("单位", "unit"), false),
      ], rows)
    return section(
      language("要素池前后", "Pools before and after"), "",
      folded(language("\(rows.count) 个要素池", "\(rows.count) pools"), body))
  }

  var regionTable: String {
    let rows = regions.map { figures in
      [
        words.region(figures.region), "\(figures.served) / \(figures.asked)", "\(Markup.number(figures.share * 100, 1))%",
        Self.hundredMillions(figures.investmentServed), Self.hundredMillions(figures.investmentAsked),
        "\(Markup.number(figures.investmentShare * 100, 1))%",
      ]
    }
    let sentences = fairness.map { "<li>\(Markup.escaped($0))</li>" }.joined()
    return section(
      language("各县市区", "By region"), "",
      "<ul>\(sentences)</ul>"
        + table(
          [
            (language("县市区", "region"), false), (language("保障 / 申请", "served / asked"), true), (language("项目保障率", "share"), true),
            (language("保障投资（亿元）", "investment served (10⁸)"), true), (language("申请投资（亿元）", "asked (10⁸)"), true),
            (language("投资保障率", "share of investment"), true),
          ], rows))
  }

  var awardTable: String {
    let columns = [
      (language("项目", "project"), false), (language("县市区", "region"), false), (language("年份", "vintage"), false),
      (language("得分", "score"), true), (language("要素与来源池", "quota and its pools"), false),
    ]
    let byTier = Dictionary(grouping: sortedAwards) { snapshot.projects[$0.project].tier }
    let parts = snapshot.tiers.indices.compactMap { tier -> String? in
      guard let awards = byTier[tier] else { return nil }
      let rows = awards.map { award in
        let project = snapshot.projects[award.project]
        let lines = award.lines.map { "\(words.factor($0.factor)) \(words.amount($0.quantity, $0.factor)) ← \(words.region($0.region))" }
        return [
          name(award.project), words.region(project.region), "\(award.vintage)", Markup.grouped(Double(project.score)),
          lines.joined(separator: language("；", "; ")),
        ]
      }
      let title = language(snapshot.tiers[tier].name, snapshot.tiers[tier].nameEnglish)
      return folded("\(title) · \(rows.count)", table(columns, rows))
    }
    return section(language("配置结果", "Awards"), "", parts.joined())
  }

  var variantList: String {
    let items = words.chosenVariants(plan).map { "<li>\(Markup.escaped($0))</li>" }.joined()
    return section(
      language("选用的备选方案", "Variants that were chosen"), language("采纳前须先改项目库。", "The library must be changed before adoption."),
      items.isEmpty ? "" : "<ul>\(items)</ul>")
  }

  var unmetList: String {
    let byTier = Dictionary(grouping: sortedUnmet) { snapshot.projects[$0.project].tier }
    let parts = snapshot.tiers.indices.compactMap { tier -> String? in
      guard let unmet = byTier[tier] else { return nil }
      let items = unmet.map(unmetItem).joined()
      let title = language(snapshot.tiers[tier].name, snapshot.tiers[tier].nameEnglish)
      return folded("\(title) · \(unmet.count)", "<ol class=\"unmet\">\(items)</ol>")
    }
    return section(
      language("暂不能保障的项目", "Projects left out"),
      language(
        "每个项目写明短缺的要素池和数量、可行的办法（代价小的在前）和解决时限。",
        "For each: which pool is short and by how much, what would bring it in (cheapest first), and a date."),
      parts.joined())
  }

  /// Ways that are shown for one project on the page; the workbook has all.
  static let wayLimit = 4

  private func unmetItem(_ unmet: Unmet) -> String {
    let shortages = unmet.shortages.map { "<li>\(Markup.escaped(words.shortage($0)))</li>" }.joined()
    let all = words.ways(unmet.ways)
    let ways = all.prefix(Self.wayLimit).map { "<li>\(Markup.escaped($0))</li>" }.joined()
    let hidden = all.count - Self.wayLimit
    let more = hidden > 0 ? language("另有 \(hidden) 种办法，见工作簿", "\(hidden) more ways in the workbook") : ""
    let prices = words.breakEven(unmet).map { "<p>\(Markup.escaped($0))</p>" } ?? ""
    let date = words.date(unmet).map { "<p class=\"date\">\(Markup.escaped($0))</p>" } ?? ""
    return """
      <li><h3>\(Markup.escaped(name(unmet.project))) <small>\(Markup.escaped(words.region(snapshot.projects[unmet.project].region)))</small></h3>\
      <p>\(Markup.escaped(words.cause(unmet)))</p><ul>\(shortages)</ul>\(prices)\(ways.isEmpty ? "" : "<ol class=\"ways\">\(ways)</ol>")\
      <p class="more">\(Markup.escaped(more))</p>\(date)</li>
      """
  }

  var priceTable: String {
    let priced = plan.pools.filter { $0.shadowPrice > 0 }.sorted {
      ($0.factor, $1.shadowPrice, $0.region) < ($1.factor, $0.shadowPrice, $1.region)
    }
    let rows = priced.map { pool in
      let unit = language(snapshot.factors[pool.factor].unit, snapshot.factors[pool.factor].unitEnglish)
      return [
        words.factor(pool.factor), words.region(pool.region), "\(pool.vintage)", Markup.grouped(pool.shadowPrice, 4),
        language(
          "再多 1 \(unit)，约多 \(Markup.grouped(pool.shadowPrice, 2)) 分", "1 \(unit) more brings about \(Markup.grouped(pool.shadowPrice, 2))"),
      ]
    }
    let body = table(
      [
        (language("要素", "factor"), false), (language("要素池", "pool"), false), (language("年份", "vintage"), false),
        (language("影子价格", "shadow price"), true), (language("含义", "meaning"), false),
      ], rows)
    return section(
      language("影子价格", "Shadow prices"),
      language(
        "线性松弛的边际价值，指示方向；整数方案的确切代价见 plan explain。", "Marginal values of the linear relaxation: a direction; plan explain answers exactly."),
      folded(language("\(rows.count) 个紧缺要素池", "\(rows.count) scarce pools"), body))
  }

  var moveTable: String {
    section(
      language("拆借与有偿调剂", "Loans and paid transfers"), "",
      table(
        [
          (language("方式", "kind"), false), (language("要素", "factor"), false), (language("从", "from"), false), (language("到", "to"), false),
          (language("数量", "amount"), true), (language("归还", "return"), false),
        ], moveRows))
  }

  var moveRows: [[String]] {
    plan.moves.map { move in
      [
        move.kind == .loan ? language("临时拆借", "loan") : language("有偿调剂", "paid transfer"), words.factor(move.factor),
        words.region(move.from),
        words.region(move.to), words.amount(move.quantity, move.factor), words.returns(move) ?? "",
      ]
    }
  }

  var assertionTable: String {
    section(
      language("情景断言", "What must hold"), "",
      table(
        [(language("断言", "assertion"), false), (language("结果", "result"), false), (language("实际", "found"), true)],
        assertions.map { [$0.text, $0.holds ? "✓" : "✗", $0.found] }))
  }

  var finePrint: String {
    let generated = (plan.awards.map(\.project) + plan.unmet.map(\.project)).filter { snapshot.projects[$0].isGenerated }.count
    let lines = [
      language(
        "求解器 \(plan.statistics.solver)，\(Markup.number(plan.statistics.seconds, 2)) 秒；模型 \(plan.statistics.rows) 行 \(plan.statistics.columns) 列。方案保存前由独立代码按整数逐项核对，数据库再核对一次。",
        "Solver \(plan.statistics.solver), \(Markup.number(plan.statistics.seconds, 2)) s; \(plan.statistics.rows) rows, \(plan.statistics.columns) columns. The plan was checked in whole numbers by independent code and again by the database before it was stored."
      ),
      language(
        "先用本县要素池，不足部分才用市级统筹池；非重点项目不使用市级统筹池。",
        "The county's own pool is used first; only key projects draw on the city pool, for what is missing."),
      generated > 0
        ? language(
          "其中 \(generated) 个项目为样例生成，标有“生成”，不是真实项目。", "\(generated) of the projects are generated for the sample, marked so, and not real.")
        : "",
    ]
    return "<section class=\"fine\">\(lines.filter { !$0.isEmpty }.map { "<p>\(Markup.escaped($0))</p>" }.joined())</section>"
  }

  /// Name, code, and the mark of generated projects.
  func name(_ index: Int) -> String {
    let project = snapshot.projects[index]
    return "\(project.name) \(project.code)" + (project.isGenerated ? language("（生成）", " (generated)") : "")
  }
}
