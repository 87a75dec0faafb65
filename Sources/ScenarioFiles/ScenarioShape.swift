internal import Allocation

/// The keys of a scenario file.
enum ScenarioShape {
  static let mostPins = 10_000
  static let mostRegions = 1_000
  static let mostChanges = 1_000
  static let mostParts = 16

  static let file = Shape(fields: head + content + batch)

  private static let head: [Field] = [
    Field("title", .text(most: 100), required: true, "中文标题", "Title in Chinese."),
    Field("title_en", .text(most: 100), "英文标题", "Title in English."),
    Field("question", .text(most: 1_000), "这个情景要回答的问题", "The question that this scenario answers."),
    Field(
      "extends", .list(.name(.scenario), most: mostParts), "以这些情景为基础，按顺序叠加，本文件最后生效",
      "Scenarios that this one builds on, applied in order; this file comes last."),
  ]

  /// What a scenario changes; also what one choice of a batch may change.
  static let content: [Field] = [
    Field("base_date", .date, "基准日（决定适用的政策版本）；缺省为今天", "Day of decision; chooses the policy version. Default: today."),
    Field("vintage", .integer(1949...2999), "首个配置年度（指标年份）；缺省为基准日所在年", "First vintage that is planned. Default: year of the base date."),
    Field("horizon", .integer(1...3), "配置的年数；缺省 1", "Years that are planned. Default 1."),
    Field(
      "years", .choice(["in_turn", "together"]),
      "各年如何配置：in_turn 逐年配置，together 各年合为一个规划，项目选在哪一年由总得分决定（不与 exchange 同用）；缺省 in_turn",
      "How years are planned: in_turn one after the other; together as one program, in which a project starts in the year that is best for all (not with exchange). Default in_turn."
    ),
    Field(
      "discount", .ratio(least: Ratio(1, 10_000), most: .one), "years: together 时，晚一年的得分折算为多少；缺省 0.92",
      "With years: together, what a score is worth one year later. Default 0.92."),
    Field(
      "policy", .parameters(most: mostChanges), "改动的政策参数：参数: 值，或 参数: {要素: 值}",
      "Policy parameters with other values: parameter: value, or parameter: {factor: value}."),
    Field(
      "tier_order", .list(.list(.text(most: 100), most: mostParts), most: mostParts),
      "保障级别的先后：每项是一组级别名称，同组同等保障；未列出的按政策次序排在其后",
      "Order in which the policy's tiers are served: each item lists names that are served as one; those not named follow in the policy's order."
    ),
    Field("supply", .list(.object(supply), most: mostChanges), "供给变化，按顺序生效", "Changes of what pools hold, applied in order."),
    Field("projects", .object(filter), "参与配置的项目；缺省为全部", "Which projects compete. Default: all."),
    Field(
      "pins", .map(.project, also: nil, .choice(["must", "never"]), most: mostPins), "锁定：项目代码: must（必须配置）或 never（不得配置）",
      "Decided beforehand: project code: must or never."),
    Field(
      "standing", .choice(["keep", "release"]), "已有配置：keep 保留，release 未核发的退回重新竞争；缺省 keep",
      "Earlier awards: keep what they have, or release what isn't granted and compete again. Default keep."),
    Field("reclaim_stalled", .flag, "先收回停滞项目的指标再配置；缺省 false", "Quota of stalled projects is reclaimed first. Default false."),
    Field("exchange", .object(exchange), "县区之间的拆借和有偿调剂", "Loans and paid transfers between counties."),
    Field(
      "floors", .map(.region, also: "every", .integer(1...1_000_000), most: mostRegions), "每个县区至少配置的项目数；every 指所有县区",
      "Least number of projects of a region; every: each county and zone."),
    Field(
      "city_pool_limit", .ratio(least: .zero, most: .one), "一个县区最多使用市级统筹池的比例（按要素；允许拆借的要素除外）；缺省不限",
      "Most of the city's pool of a factor that one county may use; not of factors that counties lend. Default: no limit."),
    Field(
      "city_share_limit", .map(.factor, also: "every", .ratio(least: .zero, most: .one), most: 100),
      "一个项目某要素的需求最多由市级统筹池保障的比例，其余须由本县区的池保障；every 指未列出的要素；缺省不限",
      "Most of what one project still needs of a factor that may come from the city's pool; the rest is its own county's. every: factors not named. Default: no cap."
    ),
    Field(
      "groups", .list(.object(group), most: mostChanges), "相互依存的项目：备选（至多一个）、同进同出、先后",
      "Projects that depend on each other: variants, mates, phases."),
    Field(
      "holding_limits", .list(.object(holdingLimit), most: mostChanges),
      "持有上限：一个县区、一个企业集团（或每个县区、每个业主）的项目最多可持有的某要素，已持有的计入",
      "Most of a factor that the projects of one county or group of owners (or of each county, each owner) may hold, with what they hold already."
    ),
    Field(
      "variants", .list(.object(variant), most: mostChanges), "项目的备选方案（较小规模、另一选址）：与库内方案合计至多选一个；选用备选的方案只是推演，采纳前须先改项目库",
      "Other forms of projects (smaller demand, other site): at most one form is served, the library's or one of these. A plan that chooses one is a rehearsal: the library must be changed first."
    ),
    Field(
      "aims", .list(.object(aim), most: Aim.Kind.allCases.count), "得分之外的目标，按顺序严格优先",
      "What is wanted of each tier besides score, in strict order."),
    Field("limits", .object(limits), "求解的限制", "Limits of the solver."),
    Field("assertions", .list(.object(assertion), most: mostChanges), "结果必须满足的条件", "What must hold of the result."),
  ]

  private static let batch: [Field] = [
    Field(
      "product", .list(.list(.overrides, most: 100), most: 8), "批量：每个维度列出若干改动，各维度的所有组合各为一个情景",
      "Batch: each axis lists overrides; every combination of one choice an axis is a scenario."),
    Field("list", .list(.overrides, most: 1_000), "批量：每项改动各为一个情景", "Batch: each of these overrides is a scenario."),
  ]

  /// One choice of a batch: a name and what it changes.
  static let choice = Shape(
    fields: [
      Field("name", .text(most: 40), required: true, "这一选择的名称", "Name of this choice."),
      Field("title", .text(most: 100), "中文标题", "Title in Chinese."),
      Field("title_en", .text(most: 100), "英文标题", "Title in English."),
    ] + content)

  private static let supply = Shape(fields: [
    Field("factor", .name(.factor), required: true, "要素", "The factor."),
    Field("region", .name(.region), "县区或市；缺省为所有池", "County, zone or city. Default: every pool of the factor."),
    Field("vintage", .integer(1949...2999), "指标年份；缺省为所有年份", "Vintage. Default: each."),
    Field("times", .ratio(least: .zero, most: Ratio(100)), "乘以", "Multiplied by this ratio."),
    Field("plus", .quantity(.factor, least: nil), "加上（可为负）", "This much more, or less when negative."),
  ])

  private static let filter = Shape(fields: [
    Field("classes", .list(.integer(1...7), most: 7), "重点项目类别（第二条）1–7", "Classes of article 2, 1 to 7."),
    Field("regions", .list(.name(.region), most: mostRegions), "县区", "Regions."),
    Field("industries", .list(.name(.industry), most: mostChanges), "行业", "Industries."),
    Field("libraries", .list(.name(.library), most: 20), "项目库", "Libraries."),
    Field("minimum_investment", .quantity(.fixed("万元"), least: .zero), "总投资不低于（万元，可写亿元）", "Total investment of at least this, in 万元."),
  ])

  private static let exchange = Shape(fields: [
    Field("loans", .list(.name(.factor), most: 100), "可以临时拆借的要素", "Factors that counties may lend each other."),
    Field("transfers", .list(.name(.factor), most: 100), "可以有偿调剂的要素", "Factors that counties may sell each other."),
    Field("limit", .ratio(least: .zero, most: .one), "每个池最多让出的比例", "Most of its pool that a county may give away."),
    Field(
      "fewest", .flag, "得分相同时选拆借和调剂笔数最少的方案，并以最少的笔数完成；缺省 false（数量最少）",
      "Of plans with equal score the one with the fewest loans and transfers, made in as few as can be. Default false: the least quota moves."
    ),
  ])

  private static let group = Shape(fields: [
    Field("name", .text(most: 40), required: true, "项目组名称", "Name of the group."),
    Field(
      "kind", .choice(ProjectGroup.Kind.allCases.map(\.key)), required: true,
      "one_of 至多一个（备选方案、备选地块），together 同进同出（须同一级别），follows 第一个得到保障后其余才可以（一期、二期）",
      "one_of: at most one (variants, sites); together: all or none (of one tier); follows: the others only if the first is served (phases)."
    ),
    Field("projects", .list(.name(.project), most: 100), required: true, "项目代码，至少两个", "Project codes, at least two."),
  ])

  private static let holdingLimit = Shape(fields: [
    Field("factor", .name(.factor), required: true, "要素", "The factor."),
    Field("region", .name(.region), "哪个县区的项目", "Projects of this region."),
    Field(
      "owners", .list(.text(most: 100), most: 100), "哪些业主（名称或统一社会信用代码）的项目合计", "Projects of these owners together, by name or credit code."),
    Field("each", .choice(["county", "owner"]), "每个县区，或每个业主", "Each county and zone, or each owner."),
    Field("at_most", .quantity(.factor, least: .zero), "最多", "At most."),
    Field(
      "share", .ratio(least: .zero, most: .one), "最多为首个配置年度该要素全部要素池的多少",
      "At most this part of all pools of the factor in the first planned vintage."),
  ])

  private static let variant = Shape(fields: [
    Field("project", .name(.project), required: true, "项目代码", "Project code."),
    Field("name", .text(most: 40), required: true, "备选方案名称", "Name of this form."),
    Field("region", .name(.region), "另一选址所在县区；缺省为库内所在", "Region of the other site. Default: the library's."),
    Field(
      "demands", .map(.factor, also: nil, .quantity(.factor, least: .zero), most: 100), "各要素的需求，0 为不需要；未列出的同库内",
      "What it asks of these factors, 0 for nothing; of the others what the library says."),
    Field("score", .ratio(least: .zero, most: Ratio(100)), "得分为库内方案的多少；缺省 1", "Its score as a part of the library form's. Default 1."),
  ])

  private static let aim = Shape(fields: [
    Field(
      "aim", .choice(Aim.Kind.allCases.map(\.key)), required: true,
      "fairness 最低的县区保障率尽量高（逐级最大最小），equal_shares 各县区保障率尽量接近，city_pool 少用市级统筹池，change 少变动已有配置（配合 standing: release）",
      "fairness: the least satisfied county as high as can be, then the next; equal_shares: shares as close as can be; city_pool: least use of the city's pools; change: fewest earlier awards lost (with standing: release)."
    ),
    Field(
      "give", .ratio(least: .zero, most: .one), "为此目标最多让出本级得分的比例（累加）；缺省 0",
      "Part of the tier's score that it may give up, on top of the aims before it. Default 0."),
    Field(
      "measure", .choice(Aim.Measure.allCases.map(\.rawValue)), "保障率按什么计算（fairness、equal_shares）；缺省 score",
      "What a satisfied share is counted in, for fairness and equal_shares. Default score."),
  ])

  private static let limits = Shape(fields: [
    Field("seconds", .number(0.01...86_400), "求解时间上限（秒）；缺省 60", "Seconds for the whole run. Default 60."),
    Field("gap", .ratio(least: .zero, most: .one), "每一层可接受的差距；缺省 0.01%", "Proven gap at which a tier is good enough. Default 0.01%."),
    Field("threads", .integer(1...256), "线程数；缺省 1；结果与线程数无关", "Threads. Default 1; the plan is the same for any number."),
    Field(
      "nodes", .integer(1...1_000_000_000), "每次分支定界的节点上限，与机器快慢无关；缺省不限",
      "Most nodes of each branch and bound, the same on every machine. Default: no limit."),
  ])

  static let subjects = ["projects", "investment", "left", "awarded"]
  private static let assertion = Shape(fields: [
    Field(
      "what", .choice(subjects), required: true, "对象：projects 项目数，investment 投资额（万元），left 池余额，awarded 某项目得到配置",
      "projects: number served; investment: of those, in 万元; left: in pools; awarded: one project is served."),
    Field("region", .name(.region), "县区；缺省为全市", "Region. Default: the whole city."),
    Field("factor", .name(.factor), "要素（left 必填）", "Factor; required for left."),
    Field("project", .name(.project), "项目代码（awarded 必填）", "Project; required for awarded."),
    Field("at_least", .quantity(.subject, least: .zero), "至少", "At least."),
    Field("at_most", .quantity(.subject, least: .zero), "至多", "At most."),
  ])
}
