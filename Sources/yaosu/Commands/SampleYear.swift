import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Intake
import Operations
import Postgres
import Procedures
import SampleCity
import Store

struct SampleYear: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-year",
    abstract:
      "Plays a year of the sample city: officers consult, approve, report, meet, forget and reclaim. Seeded; goes on where it ended.",
    discussion: """
      yaosu procedure load; yaosu officer import CITY/officers.csv; yaosu sample-year --until 2026-07-17
      """)
  @Option(help: "Last day that is played (ISO).")
  var until: String = "2026-11-20"
  @Option(help: "Seed of the sample city.")
  var seed: UInt64 = 1
  @Option(help: "Projects of the sample city, as for yaosu sample.")
  var projects: Int = SampleCity.publishedProjects
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      guard let last = CivilDays.day(until) else { throw CommandError.usage(language("--until 应为日期", "--until wants a day")) }
      let city = try SampleCity(seed: seed, projects: projects, real: Sample.realProjects())
      var player = try YearPlayer(session: try database.migratedSession(), city: database.city, sample: city)
      let progress = ProgressLine()
      let counts = try player.play(until: last) { day in progress.show("\(CivilDays.iso(day))") }
      progress.end()
      Terminal.note(
        language(
          "演至 \(until)：发起 \(counts.started)，办理 \(counts.acted)，月报 \(counts.reported)，会议 \(counts.meetings)，未能办理 \(counts.refused)",
          "played until \(until): \(counts.started) begun, \(counts.acted) acts, \(counts.reported) monthly figures, \(counts.meetings) meetings, \(counts.refused) refused"
        )
      )
    }
  }
}

/// Lets the year happen in the database, day by day, each act in its officer's name.
struct YearPlayer {
  let session: Session
  let city: String
  let bot: YearBot
  let plan: YearPlan
  let procedures: ProcedureStore
  private var known: [String: Procedure] = [:]
  private var counts = Counts()

  struct Counts {
    var started = 0
    var acted = 0
    var reported = 0
    var meetings = 0
    /// Acts that the database refused: a project that has moved on, a person who may not twice.
    var refused = 0
  }

  init(session: Session, city: String, sample: SampleCity) throws {
    (self.session, self.city, bot) = (session, city, YearBot(city: sample))
    plan = YearPlan(city: sample, year: 2026)
    procedures = ProcedureStore(session, city: city)
  }

  mutating func play(until last: Int, _ progress: (Int) -> Void) throws -> Counts {
    let calendar = try procedures.calendar()
    let first = max(try procedures.lastDay().map { $0 + 1 } ?? 0, CivilDays.day(2026, 1, 5))
    var previous = first - 1
    for day in stride(from: first, through: last, by: 1) where calendar.isWorking(day) || day == last {
      progress(day)
      try procedures.setToday(CivilDays.iso(day))
      _ = try procedures.tick(on: CivilDays.iso(day))
      try begin(day, since: previous)
      try report(day, since: previous)
      try act(day)
      try meet(day)
      previous = day
    }
    return counts
  }

  /// What fell on a day off is begun on the next working day.
  private mutating func begin(_ day: Int, since: Int) throws {
    for start in plan.starts where start.day <= day && start.day > since {
      var form = start.form
      if let procedure = try procedure(start.procedure) {
        for field in procedure.form(procedure.start.form)?.fields ?? []
        where field.required == true && field.from == nil && form[field.field] == nil {
          form[field.field] = field.kind == .choice ? field.choices?.first ?? "" : YearBot.text(field, of: start)
        }
      }
      if form["unit"] != nil { form["unit"] = "land" }
      let isDone = try attempt {
        try store(start.person).start(
          start.procedure, about: start.project.map { ["project": $0] } ?? [:], form: form.mapValues { .text($0) },
          context(day, "year:\(start.procedure):\(start.project ?? start.person):\(start.day)"))
      }
      note(isDone, \.started, 1)
    }
  }

  private mutating func act(_ day: Int) throws {
    for task in try procedures.openTasks() {
      let task = YearBot.Task(
        number: task.task, matter: task.number, procedure: task.procedure, step: task.step, project: task.project, region: task.region,
        unit: task.unit,
        round: task.round, opened: task.opened, due: task.due, people: task.people)
      guard let wanted = bot.day(of: task), wanted <= day, let procedure = try procedure(task.procedure),
        let answer = bot.answer(task, procedure, on: day)
      else { continue }
      let isDone = try attempt {
        try store(answer.person).act(
          task.number, answer.outcome, form: answer.form.mapValues { .text($0) }, context(day, "year:task:\(task.number)"))
      }
      note(isDone, \.acted, 1)
    }
  }

  private mutating func report(_ day: Int, since: Int) throws {
    let due = plan.progress.filter { $0.day <= day && $0.day > since }
    for (person, rows) in Dictionary(grouping: due, by: \.person).sorted(by: { $0.key < $1.key }) {
      let values = rows.compactMap { row in
        CivilDate(row.month).flatMap { month in
          Quantity(decimal: row.invested).map { ProgressRecord(project: row.project, month: month, invested: $0, picture: "（示例）主体施工") }
        }
      }
      let taken = values.count
      let isDone = try attempt { _ = try store(person).reportProgress(values, context(day, nil)) }
      note(isDone, \.reported, taken)
    }
  }

  /// A joint conference each quarter, on the problems that are open then.
  private mutating func meet(_ day: Int) throws {
    let iso = CivilDays.iso(day)
    guard let place = ["2026-03-25", "2026-06-24", "2026-09-23"].firstIndex(of: iso) else { return }
    let isDone = try attempt {
      let meetings = MeetingStore(session, city: city, person: "conference-1")
      let number = try meetings.plan(
        .init(
          kind: "special", title: "2026年第\(["一", "二", "三"][place])次重点项目联席会议", heldOn: iso, place: "市政府第一会议室", chair: "conference-2",
          attendees: ["市指挥部", "市自然资源和规划局", "市生态环境局", "市行政审批服务局"]), items: nil, context(day, "year:meeting:\(iso)"))
      let items = try meetings.document(number).rows.compactMap { $0[8].flatMap { Int($0) } }
      let decisions = items.prefix(6).map { place in
        MeetingStore.Decision(
          place: place, decision: "（示例）由承办单位三十日内办结", unit: ["land", "approval", "environment"][place % 3], due: CivilDays.iso(day + 30))
      }
      try meetings.close(
        number, minutes: "（示例）会议听取了问题清单，逐项研究，形成以下议定事项。", decisions: decisions,
        .init(date: iso, key: "year:minutes:\(iso)", document: "聊联会纪〔2026〕\(number)号"))
    }
    note(isDone, \.meetings, 1)
  }

  private mutating func procedure(_ code: String) throws -> Procedure? {
    if let procedure = known[code] { return procedure }
    known[code] = try procedures.procedure(code, on: "2026-06-30")
    return known[code]
  }

  private func store(_ person: String) -> CaseStore { CaseStore(session, city: city, person: person) }
  private func context(_ day: Int, _ key: String?) -> CaseStore.Context { .init(date: CivilDays.iso(day), key: key) }

  private mutating func note(_ isDone: Bool, _ count: WritableKeyPath<Counts, Int>, _ more: Int) {
    if isDone { counts[keyPath: count] += more } else { counts.refused += 1 }
  }

  /// What the rules refuse doesn't happen in the year either; everything else is an error.
  private func attempt(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let error as PostgresError where error.isOurs { return false }
  }
}
