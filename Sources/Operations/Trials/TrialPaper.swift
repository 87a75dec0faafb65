import Allocation
public import Diagnostics
public import Reporting
public import Store

/// A trial as a paper for the table: what is wished, who comes in and falls out, what it costs. It says of itself that it is no plan.
public struct TrialPaper {
  let wish: Wish
  let answer: TrialTable.Answer
  let stored: RunStore.Stored
  let day: String
  let language: Language
  private let words: WishWords

  public init(_ wish: Wish, _ answer: TrialTable.Answer, of stored: RunStore.Stored, day: String, language: Language) {
    (self.wish, self.answer, self.stored, self.day, self.language) = (wish, answer, stored, day, language)
    words = WishWords(stored.snapshot, language)
  }

  public var document: Document {
    let disclaimer = language(
      "这是推演，不是方案：没有保存，不预留、不占用任何指标；要成为方案，须“精确运行并保存”，并经两人采纳。",
      "A trial, not a plan: nothing of it is stored, reserved or used. To become a plan it is run exactly and kept, and adopted by two persons."
    )
    let title = language(stored.scenario.title, stored.scenario.englishTitle)
    return Document(
      title: language("推演：方案 \(stored.run)", "Trial: plan \(stored.run)"), issuer: language("推演结果，不是方案", "A trial, not a plan"),
      facts: [title.isEmpty ? stored.scenario.name : title, day],
      blocks: [.paragraph(disclaimer), .heading(language("设想", "What is wished"))] + wishes + objections + [.table(figures)]
        + [prices, tiers, changes(language("进入", "Come in"), answer.gained), changes(language("退出", "Fall out"), answer.lost)].compactMap(
          \.self)
        + [changes(language("改变年份", "Another year"), answer.moved), counties, pools].compactMap(\.self),
      footnote: disclaimer)
  }

  private var wishes: [Document.Block] {
    let parts = wish.parts.map(\.part)
    guard !parts.isEmpty else { return [.paragraph(language("没有变化。", "Nothing is changed."))] }
    return parts.map { .paragraph("· " + words.text($0)) }
  }

  private var objections: [Document.Block] {
    answer.objections.map { one in
      .paragraph(
        language(
          "条款不允许：\(words.region(one.region))借出\(words.factor(one.factor)) \(one.asked) \(one.unit)，至多 \(one.allowed)。",
          "Not allowed: \(words.region(one.region)) would lend \(one.asked) of \(words.factor(one.factor)); at most \(one.allowed)."))
    }
  }

  private var figures: Document.Table {
    func money(_ text: String) -> String { Document.trimmed(text) }
    return .init(
      title: language("结果", "What comes of it"),
      columns: [language("数字", "figure"), language("原方案", "the plan"), language("推演", "the trial")], numbers: [1, 2],
      rows: [
        [language("保障项目（个）", "projects served"), "\(answer.servedBefore)", "\(answer.served)"],
        [language("投资（万元）", "investment, 10⁴ yuan"), money(answer.investmentBefore), money(answer.investment)],
        [language("至多还差（%）", "at most from the best, %"), "", String(Double(Int(answer.gapPercent * 10_000)) / 10_000)],
      ])
  }

  private var tierNames: [String] { answer.tiers.map { language($0.name, $0.nameEnglish) } }

  private var prices: Document.Block? {
    guard let prices = answer.prices, !prices.isEmpty else { return nil }
    let rows = prices.map { price in
      [words.text(price.change)]
        + (price.isNeeded
          ? price.points.map { _ in "—" } + [language("缺它无解", "nothing without it")]
          : price.points.map(Self.signed) + [Self.signed(Int64(price.served))])
    }
    return .table(
      .init(
        title: language("每项变化的代价（单独去掉后重新求解的差；得分）", "What each change costs (planned anew without it; points)"),
        columns: [language("变化", "change")] + tierNames + [language("项目", "projects")], numbers: Set(1...(tierNames.count + 1)), rows: rows)
    )
  }

  private var tiers: Document.Block? {
    guard answer.tiers.contains(where: { $0.points != $0.pointsBefore }) else { return nil }
    return .table(
      .init(
        title: language("各级得分", "Points by tier"),
        columns: [language("级别", "tier"), language("原", "before"), language("现", "now"), language("变化", "change")], numbers: [1, 2, 3],
        rows: zip(tierNames, answer.tiers).map { name, tier in
          [name, "\(tier.pointsBefore)", "\(tier.points)", Self.signed(tier.points - tier.pointsBefore)]
        }))
  }

  private func changes(_ title: String, _ changes: [TrialTable.Answer.Change]) -> Document.Block? {
    guard !changes.isEmpty else { return nil }
    let more = changes.count == TrialTable.changeLimit ? language("（只列前 \(changes.count) 个）", " (the first \(changes.count))") : ""
    return .table(
      .init(
        title: "\(title)\(language("：", ": "))\(changes.count)\(more)",
        columns: [language("项目代码", "code"), language("项目", "project"), language("县市区", "county"), language("相关要素", "factors")],
        rows: changes.map {
          [$0.project, $0.name, words.region($0.region), $0.factors.map(words.factor).joined(separator: language("、", ", "))]
        }))
  }

  private var counties: Document.Block? {
    .table(
      .init(
        title: language("县市区", "Counties"),
        columns: [
          language("县市区", "county"), language("申请", "asked"), language("原", "before"), language("现", "now"), language("变化", "change"),
        ],
        numbers: [1, 2, 3, 4],
        rows: answer.counties.map {
          [
            language($0.name, $0.nameEnglish), "\($0.asked)", "\($0.servedBefore)", "\($0.served)",
            Self.signed(Int64($0.served - $0.servedBefore)),
          ]
        }))
  }

  private var pools: Document.Block? {
    let changed = answer.pools.filter { $0.left != $0.leftBefore }
    guard !changed.isEmpty else { return nil }
    return .table(
      .init(
        title: language("要素池剩余（有变化的）", "Left in pools (those that change)"),
        columns: [
          language("县市区", "pool"), language("要素", "factor"), language("原", "before"), language("现", "now"), language("单位", "unit"),
        ],
        numbers: [2, 3],
        rows: changed.map {
          [
            words.region($0.region), words.factor($0.factor), Document.trimmed($0.leftBefore), Document.trimmed($0.left),
            words.unit($0.factor),
          ]
        }))
  }

  private static func signed(_ number: Int64) -> String { number > 0 ? "+\(number)" : "\(number)" }
}
