/// When each step would be done if every office took all the time that it has: the plan of a case, and its critical path.
public struct PhasePlan: Hashable, Sendable {
  public struct Phase: Hashable, Sendable {
    public var step: String
    /// Days since 1970-01-01.
    public var begins: Int
    public var ends: Int
    /// A day lost here is a day lost at the end.
    public var isCritical: Bool
  }
  /// In the order of their ends.
  public var phases: [Phase]
  public var ends: Int

  /// Along the first way on of each step (nothing goes back), from a day.
  public init(_ procedure: Procedure, from day: Int, calendar: WorkCalendar) {
    var begins: [String: Int] = [:]
    var ends: [String: Int] = [:]
    /// The step that a step waited for last.
    var before: [String: String] = [:]
    func way(_ step: Step) -> [String] {
      step.mode == .one ? step.outcomes.first?.to ?? [] : step.then?.first { $0.when == .otherwise }?.to ?? []
    }

    var open = procedure.start.to
    for step in open { begins[step] = day }
    while !open.isEmpty {
      let code = open.removeFirst()
      guard let step = procedure.step(code), ends[code] == nil else { continue }
      let needs = step.needs ?? []
      if let waiting = needs.first(where: { ends[$0] == nil && begins[$0] != nil }) {
        // Its turn comes when what it needs is planned; a need that nothing has begun is on a way not taken.
        if open.contains(waiting) { open.append(code) }
        continue
      }
      if let last = needs.max(by: { ends[$0] ?? day < ends[$1] ?? day }), let end = ends[last] {
        begins[code] = max(end, begins[code] ?? day)
        before[code] = last
      }
      let begin = begins[code] ?? day
      ends[code] = step.due.flatMap { calendar.due(from: begin, $0) } ?? begin
      for next in way(step) where ends[next] == nil {
        if begins[next] == nil || begins[next]! < ends[code]! { (begins[next], before[next]) = (ends[code], code) }
        open.append(next)
      }
    }
    var critical: Set<String> = []
    // Of steps that end together the last in the file: its end.
    let final = ends.values.max() ?? day
    var last = procedure.steps.last { ends[$0.step] == final }?.step
    self.ends = final
    while let step = last, critical.insert(step).inserted { last = before[step] }
    phases = procedure.steps.enumerated().compactMap { place, step in
      ends[step.step].map {
        (place, Phase(step: step.step, begins: begins[step.step] ?? day, ends: $0, isCritical: critical.contains(step.step)))
      }
    }.sorted { ($0.1.ends, $0.0) < ($1.1.ends, $1.0) }.map(\.1)
  }
}
