import Allocation
import Diagnostics
import Foundation
import Operations

/// `factor=low..high` as people type it → doubts of a stress test.
struct DoubtReading {
  let names: LedgerNames
  let language: Language

  func doubts(_ texts: [String], _ snapshot: Snapshot) throws -> [StressTest.Doubt] {
    var doubts: [StressTest.Doubt] = []
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let ends = parts.count == 2 ? parts[1].components(separatedBy: "..").map { Ratio($0) } : []
      guard ends.count == 2, let low = ends[0], let high = ends[1], low >= .zero, low <= high, high <= Ratio(10) else {
        throw CommandError.usage(
          language("“\(text)”应写作 要素=最少..最多，如 land=70%..100%。", "“\(text)” wants factor=low..high, as land=70%..100%."))
      }
      let code = try names.factor(parts[0])
      guard let factor = snapshot.factors.firstIndex(where: { $0.code == code }), !doubts.contains(where: { $0.factor == factor }) else {
        throw CommandError.usage(language("“\(text)”：每种要素只写一次。", "“\(text)”: each factor once."))
      }
      doubts.append(StressTest.Doubt(factor: factor, low: low, high: high))
    }
    guard !doubts.isEmpty else { throw CommandError.usage(language("至少写一个 --doubt。", "Give at least one --doubt.")) }
    return doubts
  }
}
