internal import Allocation
public import Procedures

/// Plays the officers of the sample city: when a task is done, how, and what its form says. Seeded by the task's own marks, so that the year is the same
/// however often it is played.
public struct YearBot: Sendable {
  public struct Task: Hashable, Sendable {
    public var number: Int
    public var matter: Int
    public var procedure: String
    public var step: String
    public var project: String
    public var region: String
    public var unit: String
    public var round: Int
    /// Days since 1970-01-01.
    public var opened: Int
    public var due: Int?
    /// Those who could do it.
    public var people: [String]
    public init(
      number: Int, matter: Int, procedure: String, step: String, project: String, region: String, unit: String, round: Int, opened: Int,
      due: Int?,
      people: [String]
    ) {
      (self.number, self.matter, self.procedure, self.step, self.project) = (number, matter, procedure, step, project)
      (self.region, self.unit, self.round, self.opened, self.due, self.people) = (region, unit, round, opened, due, people)
    }
  }
  public struct Answer: Hashable, Sendable {
    public var person: String
    public var outcome: String
    public var form: [String: String]
  }

  /// What a clerk writes into a field when a case begins.
  public static func text(_ field: FormField, of start: YearPlan.Start) -> String {
    let task = Task(
      number: 0, matter: 0, procedure: start.procedure, step: "start", project: start.project ?? "", region: "", unit: start.person,
      round: 1,
      opened: start.day, due: nil, people: [])
    return YearTexts.text(field.field, of: task) ?? "（示例）\(field.title)"
  }

  private let seed: UInt64
  private let projects: [String: SampleProject]

  public init(city: SampleCity) {
    seed = city.seed
    projects = Dictionary(city.rows.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  static func hash(_ text: String) -> UInt64 { text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 } }

  private func source(_ task: Task) -> RandomSource {
    // Not the task's number: that depends on the order in which cases began.
    RandomSource(seed: seed, stream: Self.hash("\(task.procedure)/\(task.step)/\(task.project)/\(task.unit)/\(task.round)/\(task.opened)"))
  }

  /// The day on which it is done; nil when nobody does it before the year's end.
  public func day(of task: Task) -> Int? {
    var source = source(task)
    let term = Int64(max((task.due ?? task.opened + 20) - task.opened, 1))
    // What stands still is neither finished nor evaluated.
    if task.procedure == "delivery", projects[task.project]?.holds == .granted { return nil }
    switch task.procedure + "/" + task.step {
    // The term of a negotiation passes in half of the cases; what an owner may say is said in half.
    case "first-negotiation/negotiation", "reclaim/objection", "false-information/defence", "reclaim/reminder":
      return source.chance(5_000) ? task.opened + 1 + Int(source.below(max(term - 1, 1))) : nil
    case "delivery/landing", "delivery/completion", "delivery/production", "delivery/target":
      return task.opened + 20 + Int(source.below(100))
    case "green-channel/start_work":
      return source.chance(8_500) ? task.opened + 5 + Int(source.below(70)) : nil
    default: break
    }
    // Most in time, one in eight late, one in thirty not at all.
    if source.chance(330) { return nil }
    if source.chance(1_250) { return task.opened + Int(term) + 1 + Int(source.below(12)) }
    return task.opened + 1 + Int(source.below(max(term - 1, 1)))
  }

  /// How it is done on a day.
  public func answer(_ task: Task, _ procedure: Procedure, on day: Int) -> Answer? {
    guard let step = procedure.step(task.step), !step.outcomes.isEmpty, !task.people.isEmpty else { return nil }
    var source = source(task)
    _ = source.next()
    let weights = step.outcomes.enumerated().map { place, outcome in Self.weight(task, outcome.outcome) ?? (place == 0 ? 80 : 0) }
    let outcome = step.outcomes[source.pick(weights.contains { $0 > 0 } ? weights : step.outcomes.map { _ in 1 })]
    var form: [String: String] = [:]
    for field in procedure.form(outcome.form ?? step.form)?.fields ?? [] where field.formula == nil && field.kind != .factors {
      let isWanted = field.required == true || outcome.requires?.contains(field.field) == true || field.from == nil && source.chance(5_000)
      // Paper and answer say the same; who completes a special case tells what worked.
      if field.field == "inclusion" {
        form[field.field] = outcome.outcome == "include" ? "同意" : "不同意"
        continue
      }
      if isWanted || field.field.hasPrefix("practice"), let value = value(field, task, day, &source) { form[field.field] = value }
    }
    return Answer(person: task.people[Int(source.below(Int64(task.people.count)))], outcome: outcome.outcome, form: form)
  }

  /// How often an answer is given, out of about 100; nil: the first answer always.
  private static func weight(_ task: Task, _ outcome: String) -> Int64? {
    weights[task.procedure + "/" + task.step]?[outcome]
      ?? (weights[task.procedure + "/" + task.step] == nil ? nil : 0)
  }
  private static let weights: [String: [String: Int64]] = [
    "consultation/opinions": ["agree": 88, "amend": 8, "object": 4],
    "consultation/dissent": ["resubmit": 70, "conference": 20, "give_up": 10],
    "consultation/conference": ["reserve": 70, "again": 15, "reject": 15],
    "problem/report": ["report": 50, "urgent": 5, "raise": 5, "solved": 40],
    "problem/verify": ["confirm": 80, "not_yet": 14, "criticise": 6], "green-channel/start_work": ["started": 93, "give_up": 7],
    "delivery/target": ["reached": 60, "missed": 30, "failed": 10], "reclaim/reminder": ["moving": 30, "stalled": 50, "given_up": 20],
    "reclaim/warning": ["moving": 30, "stalled": 70], "reclaim/proposal": ["propose": 85, "keep": 15],
    "reclaim/objection": ["object": 100], "reclaim/decision": ["reclaim": 85, "keep": 15], "false-information/inquiry": ["true_case": 100],
    "false-information/defence": ["defend": 100], "false-information/decision": ["confirm": 100],
    "agency/formalities": ["weekly": 75, "composite": 5, "hard": 5, "finished": 15], "special-case/study": ["include": 80, "exclude": 20],
    "special-case/advice": ["submit": 75, "unsuitable": 25], "special-case/deliberation": ["pass": 70, "reject": 30],
    "special-case/carry_out": ["report": 70, "complete": 30],
    "first-negotiation/negotiation": ["landed": 70, "pass_on": 20, "lost": 10],
    "first-negotiation/reassignment": ["chosen": 80, "dropped": 20],
    "commitment/check": ["kept": 60, "mend": 40], "commitment/pledge": ["pledged": 90, "none": 10],
    "adjustment/decision": ["agree": 85, "refuse": 15],
  ]

  private func value(_ field: FormField, _ task: Task, _ day: Int, _ source: inout RandomSource) -> String? {
    let project = projects[task.project]
    switch field.field {
    case "officer": return "\(task.region)-3"
    case "steward": return "\(task.region)-4"
    case "members": return "land-3, approval-3"
    case "district": return "hq-\(Places.counties[Int(source.below(Int64(Places.counties.count)))].code)"
    case "unit": return ["land", "environment", "approval", "construction", "industry"][Int(source.below(5))]
    case "executing_unit": return "finance"
    case "line_department": return "industry"
    case "deadline": return CivilDays.iso(day + 30)
    case "check_by": return CivilDays.iso(day + 60)
    case "promised_restart": return CivilDays.iso(day + 20)
    case "real_investment": return share(project?.investment, &source)
    case "real_output": return share(project?.output, &source)
    case "real_tax": return share(project?.tax, &source)
    case "real_energy": return share(project?.energyUse, &source)
    case "real_jobs": return project?.jobs.map { "\($0 * source.within(70...105) / 100)" } ?? "0"
    case "land_years": return "50"
    case "used_years": return "\(source.within(1...3))"
    case "land_price", "appraisal", "amount", "granted_amount": return "\(source.within(100...900))"
    case "document": return "聊指办〔\(CivilDays.iso(day).prefix(4))〕\(source.within(1...90))号"
    case "decided_by": return "市重点项目挂图作战和要素保障指挥部"
    case "basis": return "聊城办法第二十条"
    case "kind_of_progress": return "签订投资协议"
    case "percent": return "\(source.within(10...100))"
    default: break
    }
    switch field.kind {
    case .date: return CivilDays.iso(day)
    case .number, .integer: return "\(source.within(68...98))"
    case .yes: return "true"
    case .choice: return field.choices?[Int(source.below(Int64(field.choices?.count ?? 1)))]
    case .text, .paragraph: return YearTexts.text(field.field, of: task) ?? "（示例）\(field.title)"
    case .unit: return "industry"
    case .people: return "\(task.region)-3"
    case .factors: return nil
    }
  }

  private func share(_ quantity: Quantity?, _ source: inout RandomSource) -> String {
    Quantity(tenThousandths: (quantity?.tenThousandths ?? 0) / 100 * source.within(60...105)).decimal
  }
}
