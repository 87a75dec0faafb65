import ArgumentParser

@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks", abstract: "Measures yaosu beside a yardstick in the same run on the same cluster, and states ratios.",
    subcommands: [
      ImportBenchmark.self, LedgerBenchmark.self, CaseBenchmark.self, SolveBenchmark.self, ResolveBenchmark.self, WhyNotBenchmark.self,
      ImportBenchmark.self, LedgerBenchmark.self, CaseBenchmark.self, SolveBenchmark.self, ResolveBenchmark.self,
      WhyNotBenchmark.self, PeersBenchmark.self, KnapsackBenchmark.self, PricingBenchmark.self,
    ])
}
