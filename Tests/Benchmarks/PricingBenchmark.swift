import Allocation
import ArgumentParser
import Foundation
import Optimisation
import SampleCity

/// One pass that prices all projects, beside a plain copy of as many bytes in the same run.
struct PricingBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pricing", abstract: "Nanoseconds a project of a pass that prices everybody, beside a copy that moves the same bytes.")
  @Option(help: "Projects, separated by commas; more than a million are the first million several times.")
  var projects = "10000,100000,1000000,10000000"
  @Option(help: "Passes; the quickest counts.")
  var passes = 9

  private static let most = 1_000_000

  func run() throws {
    for size in projects.split(separator: ",").compactMap({ Int($0) }) {
      let snapshot = try SampleCity(seed: 1, projects: min(size, Self.most), years: 1).snapshot()
      guard let pricing = MassPricing(snapshot, times: max(1, size / Self.most), workers: ThreadWorkers()) else {
        throw Bench.Failure(what: "this city's projects aren't priced together")
      }
      let single = pricing.gains()
      for threads in [1, 2] {
        precondition(pricing.gains(threads: threads) == single, "threads changed a sum")
        let (priced, copied) = (quickest { _ = pricing.gains(threads: threads) }, copy(pricing.bytes, threads: threads))
        let count = Double(pricing.projects)
        print(
          String(
            format:
              "%d projects, %d thread(s): %.2f ns a project, %.1f GB/s; a copy of %.0f bytes a project %.2f ns, %.1f GB/s: %.2f of its speed",
            pricing.projects, threads, priced * 1e9 / count, Double(pricing.bytes) / priced / 1e9, Double(pricing.bytes) / count,
            copied * 1e9 / count, Double(pricing.bytes) / copied / 1e9, copied / priced))
      }
    }
  }

  private func quickest(_ body: () -> Void) -> Double { (0..<passes).map { _ in Bench.seconds(body) }.min() ?? 0 }

  /// Seconds of a copy that reads half of `bytes` and writes the other half.
  private func copy(_ bytes: Int, threads: Int) -> Double {
    let half = bytes / 2
    let buffers = Buffers(from: .allocate(byteCount: half, alignment: 64), to: .allocate(byteCount: half, alignment: 64))
    buffers.from.initializeMemory(as: UInt8.self, repeating: 1, count: half)
    buffers.to.initializeMemory(as: UInt8.self, repeating: 0, count: half)
    defer {
      buffers.from.deallocate()
      buffers.to.deallocate()
    }
    return quickest {
      ThreadWorkers().each(threads, threads: threads) { part in
        let (first, end) = (half * part / threads, half * (part + 1) / threads)
        (buffers.to + first).copyMemory(from: buffers.from + first, byteCount: end - first)
      }
    }
  }

  private struct Buffers: @unchecked Sendable {
    let from: UnsafeMutableRawPointer
    let to: UnsafeMutableRawPointer
  }
}
