// swift-tools-version: 6.1
import PackageDescription

/// Swift 6 mode with the features that the next language mode turns on, so that we meet each change once.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

extension Target {
  static func module(
    _ name: String, _ dependencies: [Dependency] = [], path: String? = nil
  ) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
  }
  static func tests(_ name: String, _ dependencies: [Dependency], exclude: [String] = []) -> Target {
    .testTarget(
      name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)", exclude: exclude, swiftSettings: settings)
  }
}

let package = Package(
  name: "yaosu",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "yaosu", targets: ["yaosu"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The heart: imports nothing. Its search is arithmetic over arrays, thirty times as slow when it isn't optimised: tests run it as people do.
    .target(name: "Allocation", swiftSettings: settings + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]),
    .module("Procedures"),
    .module("Diagnostics"),
    // The outside world, one module each.
    .target(name: "CHighs"),
    .module("Optimisation", ["Allocation", "CHighs"]),
    .module("ScenarioFiles", ["Allocation", "Diagnostics", "Procedures", "Yams"]),
    .module("Intake", ["Allocation", "Diagnostics"]),
    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .module("Postgres", ["CPQ"]),
    .module("PrivateCluster"),
    .module("Store", ["Allocation", "Diagnostics", "Intake", "Postgres", "Procedures"]),
    .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"]), .brew(["argon2"])]),
    .module("Passwords", ["CArgon2"]),
    .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .module("Reporting", ["Allocation", "Diagnostics", "Procedures", "CXlsxWriter"]),
    .module("SampleCity", ["Allocation", "Procedures"]),
    // What the CLI and the console do alike: plan a scenario, make a paper, say what went wrong.
    .module(
      "Operations",
      [
        "Allocation", "Diagnostics", "Intake", "Optimisation", "Postgres", "PrivateCluster", "Procedures", "Reporting", "ScenarioFiles",
        "Store", .product(name: "Logging", package: "swift-log"),
      ]),
    // The service: pages for people, an API for programs.
    .target(
      name: "Console",
      dependencies: [
        "Allocation", "Diagnostics", "Intake", "Operations", "Passwords", "Postgres", "Procedures", "Reporting", "ScenarioFiles", "Store",
        .product(name: "Hummingbird", package: "hummingbird"),
      ],
      exclude: ["Assets"], swiftSettings: settings),
    // Problems of other people's files, for `yaosu solve`.
    .module("Instances", ["Allocation", "Diagnostics"]),
    .executableTarget(
      name: "yaosu",
      dependencies: [
        "Allocation", "Diagnostics", "Optimisation", "ScenarioFiles", "Intake", "Postgres", "PrivateCluster", "Store",
        "Procedures", "Reporting", "SampleCity", "Instances", "Operations", "Console", "Passwords",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    // What tests share: the run's own cluster and a migrated database to clone.
    .module("TestSupport", ["Postgres", "PrivateCluster", "Store"], path: "Tests/Support"),
    // Not a test: measures, by hand, beside a yardstick. See Tests/Benchmarks/README.md.
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Allocation", "Instances", "Intake", "Optimisation", "Postgres", "PrivateCluster", "Procedures", "SampleCity", "ScenarioFiles",
        "Store", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Benchmarks", exclude: ["README.md", "peers.py", "load.sh", "pages.sh", "service.sh", "soak.sh"], swiftSettings: settings),
    .tests("Allocation", ["Allocation", "Optimisation", "SampleCity"]),
    .tests("Diagnostics", ["Diagnostics"]),
    .tests("Optimisation", ["Optimisation", "Allocation"]),
    .tests("ScenarioFiles", ["ScenarioFiles", "Allocation", "Diagnostics"]),
    .tests("Procedures", ["Procedures", "ScenarioFiles", "Diagnostics"]),
    .tests("Intake", ["Intake", "Allocation", "Diagnostics"], exclude: ["Fixtures"]),
    .tests("Postgres", ["Postgres", "TestSupport"]),
    .tests(
      "Store",
      [
        "Store", "Postgres", "PrivateCluster", "Allocation", "Diagnostics", "Intake", "Optimisation", "Procedures", "SampleCity",
        "ScenarioFiles",
        "TestSupport",
      ]),
    .tests("Reporting", ["Reporting", "Procedures", "Allocation", "Diagnostics", "Intake", "Optimisation", "SampleCity"]),
    .tests("SampleCity", ["SampleCity", "Allocation"]),
    .tests("EndToEnd", ["yaosu", "TestSupport", "Postgres"]),
    .tests("Instances", ["Instances", "Allocation", "Diagnostics", "Optimisation"]),
    .tests("Passwords", ["Passwords"]),
    .tests("Operations", ["Operations", "Allocation"]),
    .tests("Console", ["Console"]),
    .tests("House", []),
  ],
  swiftLanguageModes: [.v6]
)
