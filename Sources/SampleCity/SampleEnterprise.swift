internal import Allocation

/// A row of enterprises.csv: the year before the first vintage of a firm that has a generated project. All numbers are assumptions.
struct SampleEnterprise {
  static let headers = ["年份", "企业名称", "县市区", "行业", "从业人数", "用地（亩）", "营业收入（万元）", "工业增加值（万元）", "税收（万元）", "研发投入（万元）", "能耗（吨标准煤）", "污染物排放（吨）"]
  let cells: [String]

  /// nil for what isn't a firm with output, and for the third of firms that have no figures: they are new.
  init?(owning project: SampleProject, seed: UInt64, number: Int) {
    guard project.isGenerated, project.output != nil, let investment = project.investment else { return nil }
    var random = RandomSource(seed: seed, stream: 0xE417_0000_0000 + UInt64(number))
    guard !random.chance(3_333) else { return nil }
    let size = investment.tenThousandths / Quantity.scale
    let land = max(size * 100 / random.logNormal(median: 384, sigma: 600, within: 97...1_580), 100)
    let revenue = size * random.within(60...260) / 100
    let added = revenue * random.within(15...38) / 100
    let energy = added * (project.isTwoHigh == true ? random.within(200...900) : random.within(8...90)) / 100
    cells = [
      "\(Figures.firstVintage - 1)", project.builder, Places.regions[project.region].name, project.industry,
      "\(max(8, size * random.within(8...60) / 10_000))", "\(land / 100).\(land % 100 < 10 ? "0" : "")\(land % 100)", "\(revenue)",
      "\(added)",
      "\(revenue * random.within(15...80) / 1000)", "\(revenue * random.within(0...40) / 1000)", "\(energy)",
      // A tenth don't measure.
      random.chance(1_000) ? "" : "\(1 + energy * random.within(1...12) / 1000)",
    ]
  }
}
