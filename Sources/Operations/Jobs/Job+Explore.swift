import Allocation
public import Diagnostics

extension Job {
  /// Something to find out about a stored plan; amounts and shares as people type them. Nothing that comes of it is stored but the answer.
  public struct Explore: Codable, Sendable {
    public enum What: String, Codable, Sendable, CaseIterable { case sweep, frontier, ladder, alternatives, stress, advance, robust }
    public var what: What
    public var run: Int
    /// Code: whose pools or share are changed, doubted or raised.
    public var factor: String?
    /// Code of the pool's region; nil for the city's.
    public var region: String?
    /// Of a sweep: `share` or `supply`, and its values.
    public var change: String?
    public var values: [String]?
    /// Of a frontier.
    public var aim: String?
    public var measure: String?
    public var most: String?
    public var points: Int?
    /// Of a ladder.
    public var steps: Int?
    /// Of alternatives.
    public var within: String?
    /// Of a stress test and of advances: the least and the most part of the pools that may come.
    public var low: String?
    public var high: String?
    /// The same of several factors, instead of `factor`, `low` and `high`.
    public var doubts: [Doubt]?
    public var draws: Int?
    /// Of advances: the probability with which everything given stays covered.
    public var confidence: String?
    /// Of a robust plan: ways in which the pools may come, as `WorldText` reads them, and the part of their weight in which it must be kept.
    public var worlds: [String]?
    public var keep: String?
    /// Time limit of each plan, and of alternatives as a whole.
    public var seconds: Double?
    /// zh or en: what the asker reads.
    public var language: String?

    public init(_ what: What, run: Int, language: Language) { (self.what, self.run, self.language) = (what, run, language.rawValue) }

    public struct Doubt: Codable, Sendable {
      public var factor: String
      public var low: String
      public var high: String
      public init(factor: String, low: String, high: String) { (self.factor, self.low, self.high) = (factor, low, high) }
    }
    /// What is doubted, however it was said; empty where it wasn't.
    public var allDoubts: [Doubt] {
      if let doubts { return doubts }
      guard let factor, let low, let high else { return [] }
      return [Doubt(factor: factor, low: low, high: high)]
    }

    public static let valueLimit = 41
    public static let doubtLimit = 8
    public static let pointLimit = 21
    public static let stepLimit = 20
    public static let drawLimit = 200
    public static let secondLimit = 600.0

    /// What can't be asked so, by field, in words.
    public func faults(_ language: Language) -> [(field: String, text: String)] {
      var faults: [(field: String, text: String)] = []
      func check(_ field: String, _ holds: Bool, _ chinese: String, _ english: String) {
        if !holds { faults.append((field, language(chinese, english))) }
      }
      func share(_ text: String?, from low: Ratio = .zero, to high: Ratio = .one) -> Bool {
        text.flatMap { Ratio($0) }.map { $0 >= low && $0 <= high } ?? false
      }
      check("seconds", seconds.map { $0 > 0 && $0 <= Self.secondLimit } ?? true, "0 到 600 秒", "0 to 600 seconds")
      switch what {
      case .sweep:
        let isShare = change == "share"
        check("change", isShare || change == "supply", "share 或 supply", "share or supply")
        check("factor", factor != nil, "选一个要素", "choose a factor")
        check(
          "values",
          (1...Self.valueLimit).contains(values?.count ?? 0) && (values ?? []).allSatisfy { share($0, to: isShare ? .one : Ratio(10)) },
          "1 到 \(Self.valueLimit) 个比例，如 20%,30%,40%", "1 to \(Self.valueLimit) shares, as 20%,30%,40%")
      case .frontier:
        check("aim", aim.flatMap { Aim.Kind(key: $0) } != nil, "选一个目标", "choose an aim")
        check(
          "measure", measure.map { Aim.Measure(rawValue: $0) != nil } ?? true, "score、projects 或 investment",
          "score, projects or investment")
        check("most", share(most, from: Ratio(1, 10_000)), "0 到 100% 的比例", "a share up to 100%")
        check("points", (2...Self.pointLimit).contains(points ?? 0), "2 到 \(Self.pointLimit)", "2 to \(Self.pointLimit)")
      case .ladder:
        check("factor", factor != nil, "选一个要素", "choose a factor")
        check("steps", (1...Self.stepLimit).contains(steps ?? 0), "1 到 \(Self.stepLimit)", "1 to \(Self.stepLimit)")
      case .alternatives:
        check("within", share(within), "0 到 100% 的比例", "a share from 0 to 100%")
      case .robust:
        check(
          "worlds", (1...RobustPlan.worldLimit).contains(worlds?.count ?? 0), "1 到 \(RobustPlan.worldLimit) 种情形，如 \(WorldText.sample)",
          "1 to \(RobustPlan.worldLimit) worlds, as \(WorldText.sample)")
        check("keep", share(keep), "0 到 100% 的比例", "a share from 0 to 100%")
      case .stress, .advance:
        if let doubts {
          check(
            "doubts", (1...Self.doubtLimit).contains(doubts.count) && Set(doubts.map(\.factor)).count == doubts.count,
            "1 到 \(Self.doubtLimit) 项，每种要素只写一次", "1 to \(Self.doubtLimit), each factor once")
          for (place, doubt) in doubts.enumerated() {
            check("doubts.\(place).low", share(doubt.low, to: Ratio(10)), "比例，如 70%", "a share, as 70%")
            check(
              "doubts.\(place).high", share(doubt.high, from: Ratio(doubt.low) ?? .zero, to: Ratio(10)), "不小于最少的比例",
              "a share not below the least")
          }
        } else {
          check("factor", factor != nil, "选一个要素", "choose a factor")
          check("low", share(low, to: Ratio(10)), "比例，如 70%", "a share, as 70%")
          check("high", share(high, from: low.flatMap { Ratio($0) } ?? .zero, to: Ratio(10)), "不小于最少的比例", "a share not below the least")
        }
        if what == .advance {
          check("confidence", share(confidence, from: Ratio(1, 1_000_000)), "大于 0、不超过 100%", "more than 0, at most 100%")
        } else {
          check("draws", (1...Self.drawLimit).contains(draws ?? 0), "1 到 \(Self.drawLimit)", "1 to \(Self.drawLimit)")
        }
      }
      return faults
    }
  }

  /// Demand that nobody has reported, from norms of the policy in force on a day.
  public struct Estimate: Codable, Sendable {
    /// Business date (ISO).
    public var date: String
    public var language: String?
    public init(date: String, language: Language) { (self.date, self.language) = (date, language.rawValue) }
    public struct Result: Codable, Sendable {
      public var demands: Int
      public var projects: Int
    }
  }

  /// A changed article, run on past months.
  public struct Rehearse: Codable, Sendable {
    /// Scenario whose `policy:` is the change.
    public var scenario: String
    /// Changed procedures as YAML.
    public var procedure: String?
    /// Days (ISO) of one year.
    public var from: String
    public var to: String
    public var language: String?

    public init(scenario: String, procedure: String?, from: String, to: String, language: Language) {
      (self.scenario, self.procedure, self.from, self.to, self.language) = (scenario, procedure, from, to, language.rawValue)
    }

    /// As `Scenario.contentLimit`.
    public static let procedureLimit = 150_000

    public var period: Rehearsal.Period? { Rehearsal.Period(from: from, to: to) }
  }
}
