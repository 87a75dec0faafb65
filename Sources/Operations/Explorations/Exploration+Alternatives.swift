public import Allocation
public import Diagnostics
import Reporting

extension Exploration {
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
}
