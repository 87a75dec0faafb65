import Synchronization

/// Figures for Prometheus: requests by route and status class with their time, what is being worked on.
final class Metrics: Sendable {
  private struct Label: Hashable {
    var route: String
    var method: String
    /// 2 of 200…299.
    var status: Int
    var text: String { "method=\"\(method)\",route=\"\(route.replacing("\"", with: ""))\",status=\"\(status)xx\"" }
  }
  private struct Series {
    var count = 0
    var seconds = 0.0
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
  }
  /// Upper bounds in seconds; the last of the page's budget is 0.2.
  private static let bounds = [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5]
  /// Routes are patterns, so there are few; a limit all the same.
  private static let seriesLimit = 2_000
  private let series = Mutex<[Label: Series]>([:])
  private let active = Atomic<Int>(0)

  /// How many are being worked on, this one included.
  func begin() -> Int { active.add(1, ordering: .relaxed).newValue }
  func end() { active.subtract(1, ordering: .relaxed) }

  func note(route: String, method: String, status: Int, seconds: Double) {
    let key = Label(route: route, method: method, status: status / 100)
    series.withLock { all in
      if all[key] == nil, all.count >= Self.seriesLimit { return }
      var one = all[key] ?? Series()
      one.count += 1
      one.seconds += seconds
      for (place, bound) in Self.bounds.enumerated() where seconds <= bound { one.buckets[place] += 1 }
      all[key] = one
    }
  }

  /// The exposition format of Prometheus, version 0.0.4.
  func text(remembered: Int) -> String {
    var lines = ["# TYPE yaosu_requests_active gauge", "yaosu_requests_active \(active.load(ordering: .relaxed))"]
    lines += ["# TYPE yaosu_answers_remembered gauge", "yaosu_answers_remembered \(remembered)"]
    lines.append("# TYPE yaosu_request_seconds histogram")
    for (labels, one) in series.withLock({ $0 }).map({ ($0.key.text, $0.value) }).sorted(by: { $0.0 < $1.0 }) {
      for (place, bound) in Self.bounds.enumerated() {
        lines.append("yaosu_request_seconds_bucket{\(labels),le=\"\(bound)\"} \(one.buckets[place])")
      }
      lines.append("yaosu_request_seconds_bucket{\(labels),le=\"+Inf\"} \(one.count)")
      lines.append("yaosu_request_seconds_sum{\(labels)} \(one.seconds)")
      lines.append("yaosu_request_seconds_count{\(labels)} \(one.count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
