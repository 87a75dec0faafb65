public import Allocation
public import Diagnostics
import Foundation
import Reporting

extension Exploration {
  private static func percent(_ ratio: Ratio, _ digits: Int = 2) -> String {
    String(format: "%.\(digits)f%%", Double(ratio.numerator) / Double(ratio.denominator) * 100)
  }

  /// What an aim reaches for what it costs.
  public init(_ front: Frontier, _ language: Language) {
    func told(_ value: Int64) -> String {
      front.aim == .change ? "\(value)" : String(format: "%.2f%%", Double(value) / Double(Aim.parts) * 100)
    }
    func share(_ point: Frontier.Point) -> Double { Double(point.give.numerator) / Double(point.give.denominator) * 100 }
    let chart = LineChart(
      title: language("目标达到的程度，对比可让出的得分", "What the aim reaches, by what may be given up"),
      xTitle: language("可让出的得分（%）", "may give up (%)"),
      yTitle: front.aim == .change ? language("变动项目数", "projects changed") : language("达到（%）", "reached (%)"),
      points: front.points.map { point in
        .init(
          x: share(point), y: front.aim == .change ? Double(point.reached) : Double(point.reached) / Double(Aim.parts) * 100,
          label: "\(Self.percent(point.give)) → \(told(point.reached))", isMarked: point.isEfficient)
      })
    self.init(
      title: language("得分与目标的取舍", "What an aim costs"),
      columns: [
        "#" + language("可让出", "may give up"), "#" + language("各级得分", "score by tier"), "#" + language("保障项目", "served"),
        "#" + language("达到", "reached"), "#" + language("界", "bound"), language("有效", "efficient"),
      ],
      rows: front.points.map { point in
        [
          Self.percent(point.give), point.values.map(String.init).joined(separator: " / "), "\(point.awarded)", told(point.reached),
          point.bound.map(told) ?? "–", point.isEfficient ? "✓" : "",
        ]
      }, pictures: [.line(chart)])
  }

  /// What the next units of one pool bring.
  public init(_ ladder: Ladder, of plan: Plan, for snapshot: Snapshot, factor: Factor, _ language: Language) {
    let first = plan.tiers.filter { $0.vintage == snapshot.vintage }.map(\.value)
    func names(_ projects: [Int]) -> String { projects.map { snapshot.projects[$0].code }.joined(separator: " ") }
    func gain(_ step: Ladder.Step) -> Int64 { zip(step.values, first).reduce(0) { $0 + $1.0 - $1.1 } }
    func extra(_ step: Ladder.Step) -> Double { Double(step.extra.tenThousandths) / Double(Quantity.scale) }
    let unit = language(factor.unit, factor.unitEnglish)
    let chart = LineChart(
      title: language("多给这个池，方案得分的变化", "What more of this pool brings"), xTitle: language("多给（\(unit)）", "more (\(unit))"),
      yTitle: language("得分变化", "points"),
      points: [.init(x: 0, y: 0, label: language("现在", "now"), isMarked: true)]
        + ladder.steps.map {
          .init(x: extra($0), y: Double(gain($0)), label: "+\($0.extra.decimal) \(unit) → +\(gain($0)): \(names($0.gained))")
        },
      isStepped: true)
    self.init(
      title: language("\(factor.name)：再多一些能带来什么", "What the next units of \(factor.nameEnglish) bring"),
      columns: [
        "#" + language("多给", "more"), language("单位", "unit"), "#" + language("各级得分变化", "score by tier"), language("进入", "come in"),
        language("退出", "fall out"),
      ],
      rows: ladder.steps.map { step in
        let changes = zip(step.values, first).map { $0 == $1 ? "0" : String(format: "%+d", $0 - $1) }
        return ["+\(step.extra.decimal)", unit, changes.joined(separator: " / "), names(step.gained), names(step.lost)]
      }, pictures: ladder.steps.isEmpty ? [] : [.line(chart)],
      sentences: ladder.steps.isEmpty
        ? [language("这个池再多也不会改变方案：没有项目只等它。", "More of this pool changes nothing: no project waits for it alone.")] : [])
  }

  /// Who is in every good plan, in some, in none. `only`: entries of this standing; nil leaves out nothing.
  public init(_ found: Alternatives, of snapshot: Snapshot, only: Set<Alternatives.Standing>?, _ language: Language) {
    let standings = Alternatives.Standing.allCases
    let counts = Dictionary(grouping: found.entries, by: \.standing).mapValues(\.count)
    let bars = snapshot.tiers.indices.map { tier in
      let entries = found.entries.filter { snapshot.projects[$0.project].tier == tier }
      return BarChart.Bar(
        label: language(snapshot.tiers[tier].name, snapshot.tiers[tier].nameEnglish),
        values: standings.map { standing in Double(entries.count { $0.standing == standing }) })
    }
    self.init(
      title: language("好方案中的项目", "Projects of good plans"),
      columns: [
        language("项目", "project"), language("名称", "name"), "#" + language("级别", "tier"), language("在好方案中", "in good plans"),
        language("本方案保障", "in this one"),
      ],
      rows: found.entries.filter { only?.contains($0.standing) ?? true }.map { entry in
        let project = snapshot.projects[entry.project]
        return [
          project.code, project.name, "\(project.tier + 1)", Self.word(entry.standing, language),
          entry.isServed ? language("是", "yes") : language("否", "no"),
        ]
      },
      pictures: [
        .bars(
          BarChart(
            title: language("各级项目", "Projects by tier"), segments: standings.map { Self.word($0, language) }, bars: bars))
      ],
      sentences: [
        standings.compactMap { standing in counts[standing].map { "\(Self.word(standing, language)) \($0)" } }.joined(
          separator: language("，", ", "))
          + language("；见证方案 \(found.plans) 个", "; \(found.plans) plans as witnesses")
      ], projectColumn: 0)
  }

  static func word(_ standing: Alternatives.Standing, _ language: Language) -> String {
    switch standing {
    case .always: language("总在", "always in")
    case .never: language("总不在", "never in")
    case .some: language("有时在", "in some")
    case .open: language("未定", "open")
    }
  }

  /// Which awards survive smaller yearly plans; the least sure first. `shown`: most rows.
  public init(_ outcome: StressTest.Outcome, of plan: Plan, for snapshot: Snapshot, shown: Int, _ language: Language) {
    let made = outcome.draws.count
    let title = language("年度计划变小时，哪些配置仍能保住", "Awards that survive a smaller yearly plan")
    let columns = [
      language("项目", "project"), language("名称", "name"), "#" + language("级别", "tier"), "#" + language("仍获保障", "still served"),
    ]
    guard made > 0 else {
      self.init(title: title, columns: columns, rows: [], sentences: [language("一次也没有算完。", "Not one draw was finished.")])
      return
    }
    let awards = outcome.survived.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    let wavering = awards.filter { $0.value < made }
    let likely = wavering.count { $0.value * 10 >= made * 9 }
    let values = outcome.draws.map(\.value).sorted()
    let counts = outcome.draws.map(\.awarded).sorted()
    let value = plan.tiers.filter { $0.vintage == snapshot.vintage }.reduce(0) { $0 + $1.value }
    let cut =
      wavering.count > shown
      ? [language("……另有 \(wavering.count - shown) 个，用 --format csv 查看全部", "… \(wavering.count - shown) more; --format csv has all")] : []
    self.init(
      title: title, columns: columns,
      rows: wavering.prefix(shown).map { award in
        let project = snapshot.projects[award.key]
        return [project.code, project.name, "\(project.tier + 1)", String(format: "%.0f%%", Double(award.value) / Double(made) * 100)]
      },
      pictures: [
        .bars(
          BarChart(
            title: language("各级配置有多稳", "How sure awards are, by tier"),
            segments: [language("每次都保住", "every draw"), language("九成以上", "nine in ten"), language("不足九成", "fewer")],
            bars: snapshot.tiers.indices.map { tier in
              let mine = awards.filter { snapshot.projects[$0.key].tier == tier }
              let (sure, most) = (mine.count { $0.value == made }, mine.count { $0.value < made && $0.value * 10 >= made * 9 })
              return .init(
                label: language(snapshot.tiers[tier].name, snapshot.tiers[tier].nameEnglish),
                values: [Double(sure), Double(most), Double(mine.count - sure - most)])
            }))
      ],
      sentences: cut + [
        language(
          "\(made) 次中：\(awards.count) 项配置里 \(awards.count - wavering.count) 项每次都保住，\(likely) 项九成以上，\(wavering.count - likely) 项不足九成。",
          "Of \(awards.count) awards, in \(made) draws: \(awards.count - wavering.count) survive every one, \(likely) nine in ten or more, \(wavering.count - likely) fewer."
        ),
        language(
          "得分 \(values[0])…\(values[made / 2])…\(values[made - 1])（最少、中位、最多；原方案 \(value)）；保障项目 \(counts[0])…\(counts[made / 2])…\(counts[made - 1])",
          "points \(values[0])…\(values[made / 2])…\(values[made - 1]) (least, median, most; the run itself \(value)); projects served \(counts[0])…\(counts[made / 2])…\(counts[made - 1])"
        ),
      ], projectColumn: 0)
  }

  /// A parameter or a supply through several values. `name`: of what is changed.
  public init(_ sweep: Sweep, name: String, _ language: Language) {
    func billions(_ quantity: Quantity) -> Double { Double(quantity.tenThousandths) / 1e8 }
    func chart(_ title: String, _ y: String, _ value: (Sweep.Point) -> Double) -> Picture {
      .line(
        LineChart(
          title: title, xTitle: name + language("（%）", " (%)"), yTitle: y,
          points: sweep.points.map { point in
            .init(
              x: Double(point.value.numerator) / Double(point.value.denominator) * 100, y: value(point),
              label: "\(Self.percent(point.value, 0)) → \(Self.number(value(point)))", isMarked: point.isProven)
          }.sorted { $0.x < $1.x }))
    }
    self.init(
      title: language("逐值试算：\(name)", "Value by value: \(name)"),
      columns: [
        "#" + language("取值", "value"), "#" + language("保障项目", "served"), "#" + language("投资（亿元）", "investment (10⁸ yuan)"),
        "#" + language("得分", "points"), language("已证明", "proven"),
      ],
      rows: sweep.points.map { point in
        [
          Self.percent(point.value, 0), "\(point.awarded)", String(format: "%.1f", billions(point.investment)), "\(point.score)",
          point.isProven ? "✓" : "",
        ]
      },
      pictures: [
        chart(language("保障项目数", "Projects served"), language("个", "projects")) { Double($0.awarded) },
        chart(language("保障投资", "Investment served"), language("亿元", "10⁸ yuan")) { billions($0.investment) },
      ])
  }

  private static func number(_ value: Double) -> String { value == value.rounded() ? String(Int64(value)) : String(format: "%.1f", value) }

  /// What a changed article would have done.
  public init(_ paper: RehearsalPaper, _ outcome: Rehearsal.Outcome, _ language: Language) {
    self.init(
      title: paper.document.title, columns: [language("类别", "kind")] + paper.columns,
      rows: outcome.differences.prefix(Self.rowLimit).map { row in
        [paper.kind(row.kind), row.subject, row.name, row.region, paper.word(row.before), paper.word(row.after), paper.detail(row)]
      }, sentences: [paper.summary])
  }
}
