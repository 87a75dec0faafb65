import ArgumentParser
import Store

/// An amount of one pool.
struct PoolAmountOptions: ParsableArguments {
  @Option(help: "Factor: code or name (land, 用地指标).")
  var factor: String
  @Option(help: "Region of the pool: code, name or old code.")
  var region: String
  @Option(help: "Vintage (指标年份).")
  var vintage: Int
  @Option(help: "Amount in the factor's unit, up to four decimals.")
  var quantity: String

  func line(_ names: LedgerNames) throws -> LedgerStore.Line {
    var line = LedgerStore.Line()
    line.factor = try names.factor(factor)
    line.region = try names.region(region)
    line.vintage = vintage
    line.quantity = try names.quantity(quantity)
    return line
  }
}

/// An amount of one pool for one project.
struct ProjectAmountOptions: ParsableArguments {
  @Option(help: "Project code.")
  var project: String
  @OptionGroup var amount: PoolAmountOptions

  func line(_ names: LedgerNames) throws -> LedgerStore.Line {
    var line = try amount.line(names)
    line.project = project
    return line
  }
}

/// What is frozen: a project, or a pool.
struct FreezeOptions: ParsableArguments {
  @Option(help: "Project code, for what one project holds.")
  var project: String?
  @Option(help: "Factor: code or name.")
  var factor: String?
  @Option(help: "Region of the pool.")
  var region: String?
  @Option(help: "Vintage (指标年份).")
  var vintage: Int?

  func line(_ names: LedgerNames) throws -> LedgerStore.Line {
    var line = LedgerStore.Line()
    line.project = project
    line.factor = try factor.map(names.factor)
    line.region = try region.map(names.region)
    line.vintage = vintage
    return line
  }
}
