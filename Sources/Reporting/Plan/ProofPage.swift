public import Allocation
public import Diagnostics
import Foundation

/// A plan with everything that proves it, as one page that verifies itself in any browser, without a network: awards, why the others wait, and the sum of weak
/// duality added up again by the page's own script in whole numbers. Whoever changes a figure in the file sees that it no longer holds.
public struct ProofPage: Sendable {
  private let run: Int
  private let title: String
  private let snapshot: Snapshot
  private let plan: Plan
  private let language: Language
  /// The script that verifies (Sources/Console/Assets/proof.js).
  private let script: String

  public init(run: Int, title: String, snapshot: Snapshot, plan: Plan, language: Language, script: String) {
    (self.run, self.title, self.snapshot, self.plan, self.language, self.script) = (run, title, snapshot, plan, language, script)
  }

  /// Throws what encoding throws: a page that lacks its data would prove nothing.
  public func html() throws -> String {
    let heading = Markup.escaped(language("方案 \(run) 的证明 · \(title)", "Proof of plan \(run) · \(title)"))
    return """
      <!doctype html>
      <html lang="\(language == .chinese ? "zh-CN" : "en")"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
      <title>\(heading)</title><style>\(Self.style)</style></head><body><main>
      <h1>\(heading)</h1><p>\(Markup.escaped(language("基准日", "as of"))) \(snapshot.baseDate.iso) · \(Markup.escaped(language("政策版本", "policy"))) \(Markup.escaped(snapshot.policyVersion))</p>
      <p id="verdict" class="fails">\(Markup.escaped(language("正在核验；若停在这里，浏览器没有运行脚本。", "Verifying; if it stays so, the browser runs no script.")))</p>
      <p class="note">\(Markup.escaped(explanation))</p>
      <table><thead><tr>\(headers([language("年份", "year"), language("级别", "tier"), language("得分", "points"), language("证明的上界", "proven bound"), language("差距", "gap"), language("核验", "verified")]))</tr></thead><tbody id="tiers"></tbody></table>
      \(awardTable)\(unmetTable)
      </main><script type="application/json" id="words">\(try json(Self.words(language)))</script>
      <script type="application/json" id="plan">\(try json(data))</script>
      <script>\(script)</script></body></html>
      """
  }

  private var explanation: String {
    language(
      "本页自带数据和核验程序，离线可用：逐项核对每个获保障项目的需求与来源、每个要素池的收支，并用影子价格按弱对偶重新求和，证明没有别的方案得分更高。改动任何一个数，结论就不再成立。",
      "This page carries its data and the program that verifies it, and needs no network: each award against its project's demand and pools, each pool's account, and the sum of weak duality over the prices, which proves that no other plan has more points. Change one figure, and it no longer holds."
    )
  }

  private func headers(_ titles: [String]) -> String { titles.map { "<th scope=\"col\">\(Markup.escaped($0))</th>" }.joined() }

  private var awardTable: String {
    let rows = plan.awards.map { award in
      let project = snapshot.projects[award.project]
      let lines = award.lines.map { line in
        let factor = snapshot.factors[line.factor]
        return
          "\(language(factor.name, factor.nameEnglish)) \(line.quantity.decimal) \(language(factor.unit, factor.unitEnglish))（\(language(snapshot.regions[line.region].name, snapshot.regions[line.region].nameEnglish))）"
      }
      return cells([project.code, project.name, "\(project.tier + 1)", "\(award.vintage)", lines.joined(separator: language("；", "; "))])
    }
    let head = headers([
      language("项目", "project"), language("名称", "name"), language("级别", "tier"), language("年份", "year"),
      language("指标与来源", "quota and its pool"),
    ])
    return
      "<h2>\(Markup.escaped(language("获得保障", "Served"))) \(rows.count)</h2><table><thead><tr>\(head)</tr></thead><tbody>\(rows.joined())</tbody></table>"
  }

  private var unmetTable: String {
    let words = Words(snapshot: snapshot, language: language)
    let rows = plan.unmet.map { unmet in
      let project = snapshot.projects[unmet.project]
      return cells([
        project.code, project.name, "\(project.tier + 1)", words.cause(unmet),
        unmet.shortages.map(words.shortage).joined(separator: language("；", "; ")),
      ])
    }
    let head = headers([
      language("项目", "project"), language("名称", "name"), language("级别", "tier"), language("为何", "why"), language("缺什么", "what is short"),
    ])
    return
      "<h2>\(Markup.escaped(language("暂不能保障", "Left out"))) \(rows.count)</h2><table><thead><tr>\(head)</tr></thead><tbody>\(rows.joined())</tbody></table>"
  }

  private func cells(_ texts: [String]) -> String { "<tr>" + texts.map { "<td>\(Markup.escaped($0))</td>" }.joined() + "</tr>\n" }

  // MARK: Data for the script

  private static func words(_ language: Language) -> [String: String] {
    [
      "holds": language("核验通过：方案可行，且得分上界由价格证明。", "Verified: the plan is possible, and its prices prove the bound."),
      "fails": language("核验不通过：见下表标出之处。", "Not verified: see the marked rows below."),
    ]
  }

  private struct Facts: Encodable {
    struct Named: Encodable { var name: String }
    struct Held: Encodable {
      var code: String, region: Int, home: Int, tier: Int, score: Int64, demands: [Asked], mayUseCityPool: [Bool], held: Bool, pin: Pin?,
        from: Int
    }
    struct Asked: Encodable { var factor: Int, needed: Quantity }
    struct Supply: Encodable { var region: Int, factor: Int, vintage: Int, available: Quantity }
    /// Whole numbers alone: what a unit would be worth is no part of the proof.
    struct Pool: Encodable {
      var region: Int, factor: Int, vintage: Int, before: Quantity, movedIn: Quantity, movedOut: Quantity, given: Quantity
    }
    /// Prices and bounds may have more digits than a number of JSON keeps in a browser: they are texts.
    struct Tier: Encodable {
      var name: String, tier: Int, vintage: Int, value: Int64, certified: String?, prices: [Price]?, limitPrices: [LimitPrice]?,
        through: Int?, yearPrices: [YearPrice]?
    }
    struct YearPrice: Encodable { var vintage: Int, kind: Certificate.Price.Kind, region: Int, factor: Int?, price: String }
    struct LimitPrice: Encodable { var limit: Int, price: String }
    struct Price: Encodable { var kind: Certificate.Price.Kind, region: Int, factor: Int?, price: String }
    var vintage: Int
    var horizon: Int
    var cityRegion: Int
    var regions: [Named]
    var factors: [Named]
    var rules: Snapshot.Rules
    var supply: [Supply]
    var projects: [Held]
    var awards: [Plan.Award]
    var moves: [Plan.Move]
    var pools: [Pool]
    var tiers: [Tier]
  }

  private var data: Facts {
    Facts(
      vintage: snapshot.vintage, horizon: snapshot.horizon, cityRegion: snapshot.cityRegion,
      regions: snapshot.regions.map { .init(name: language($0.name, $0.nameEnglish)) },
      factors: snapshot.factors.map { .init(name: language($0.name, $0.nameEnglish)) }, rules: snapshot.rules,
      supply: snapshot.pools.map { .init(region: $0.region, factor: $0.factor, vintage: $0.vintage, available: $0.available) },
      projects: snapshot.projects.map { project in
        .init(
          code: project.code, region: project.region, home: project.home, tier: project.tier, score: project.score,
          demands: project.demands.map { .init(factor: $0.factor, needed: $0.needed) }, mayUseCityPool: project.mayUseCityPool,
          held: !project.holdings.isEmpty, pin: project.pin, from: project.from)
      }, awards: plan.awards, moves: plan.moves,
      pools: plan.pools.map {
        .init(
          region: $0.region, factor: $0.factor, vintage: $0.vintage, before: $0.before, movedIn: $0.movedIn, movedOut: $0.movedOut,
          given: $0.given)
      },
      tiers: plan.tiers.map { tier in
        .init(
          name: language(snapshot.tiers[tier.tier].name, snapshot.tiers[tier.tier].nameEnglish), tier: tier.tier, vintage: tier.vintage,
          value: tier.value,
          certified: tier.certificate.map { "\($0.bound)" },
          prices: tier.certificate?.prices.map { .init(kind: $0.kind, region: $0.region, factor: $0.factor, price: "\($0.price)") },
          limitPrices: tier.certificate?.limitPrices?.map { .init(limit: $0.limit, price: "\($0.price)") }, through: tier.through,
          yearPrices: tier.certificate?.yearPrices?.map {
            .init(vintage: $0.vintage, kind: $0.kind, region: $0.region, factor: $0.factor, price: "\($0.price)")
          })
      })
  }

  /// JSON that may stand in a script element: no text of a project can end it.
  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self).replacing("<", with: "\\u003c")
  }

  private static let style = """
    body{font:14px/1.6 \(Palette.fonts);color:\(Palette.ink);margin:0;background:#f4f6f8}main{max-width:1100px;margin:24px auto;background:#fff;padding:28px 36px;border:1px solid \(Palette.rule)}
    h1{font-size:22px;margin:0}h2{font-size:16px;margin:28px 0 8px}table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid \(Palette.rule);vertical-align:top}
    .note{color:\(Palette.soft)}#verdict{padding:10px 14px;font-size:16px;border-left:6px solid}#verdict.holds{border-color:\(Palette.fine);background:#eef6f0}#verdict.fails{border-color:\(Palette.short);background:#faf0ed}
    #tiers td:nth-child(n+3){font-variant-numeric:tabular-nums}@media print{main{border:0;margin:0;padding:0}body{background:#fff}}
    """
}
