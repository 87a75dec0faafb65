/// The numbers behind the sample city, each with its source. What no source says is an assumption and is called one.
///
/// "News 2024" and the like are the rows of published figures that docs/reference/sample-city.md lists with their addresses.
enum Figures {
  // MARK: Size
  /// 计划实施省市县重点项目, Liaocheng 2024 (lcxw.cn, 2024-06-14).
  static let publishedProjects = 1_212
  /// The most that one run makes.
  static let largestCity = 1_000_000
  /// First of the three vintages, and the day on which the sample is told.
  static let firstVintage = 2026
  static let baseDate = Day(2026, 7, 1)

  // MARK: Where (of 10,000, in the order of `Places.counties`)
  /// 临清: 135 of 1,212 (published 2024). 东昌府: 106 of about 700 (published 2021). Zones together 8 % (assumption). The rest by people
  /// employed in manufacturing (2020 census: population × employed share × share of manufacturing).
  static let countyWeights: [Int64] = [1514, 1298, 1115, 1068, 539, 1572, 980, 1114, 400, 250, 150]

  // MARK: What
  /// 369 of 496 newly attracted projects (2023), 319 of 460 starts (2023), 83 of 135 in 临清 (2024) are manufacturing: 62 to 74 %.
  static let manufacturingShare: Int64 = 6_900
  /// Share of the two high (两高) in all projects: 8 to 10 % (assumption; no list is published).
  static let twoHighShare: Int64 = 900
  /// 7 of 106 are provincial, 22 of 106 municipal (东昌府 2021); national 1 % (assumption); the rest county.
  static let levelWeights: [Int64] = [100, 660, 2_075, 7_165]
  /// 97 of 135 are private (临清 2024); of these half by investment promotion (assumption). Of the others: government.
  static let categoryWeights: [Int64] = [2_815, 3_593, 3_592]
  /// Evaluation of large firms, 济宁高新区 2023: A 55, B 97, C 99, D 14, T 10.
  static let gradeWeights: [Int64] = [55, 97, 99, 14, 10]
  /// Planning, consultation, reserved, construction, production (assumption: most are reserved and wait for factors).
  static let stageWeights: [Int64] = [400, 600, 8_000, 800, 200]
  /// Of those under construction, three in eight are stalled: 3 % of all (assumption).
  static let stalledShareOfConstruction: Int64 = 3_750
  /// Start in the first, second, third vintage (assumption: 50, 30, 20 %).
  static let startYearWeights: [Int64] = [50, 30, 20]
  /// Built in two phases (assumption: a fifth).
  static let phasedShare: Int64 = 2_000

  // MARK: Money (ten-thousandths of 亿元 are 万元)
  /// Fitted: 135 projects of 临清 are 715 亿元 (mean 5.3), 111 of them over 1 亿元; 496 new ones of the city 2,529.64 亿元 (mean 5.1, 2023).
  static let investmentMedian: Int64 = 21_500
  static let investmentSigma: Int64 = 1_100
  /// Ten-thousandths: what a level multiplies investment by (assumption: national 6, provincial 3, municipal 1.6, county 1).
  static let investmentByLevel: [Int64] = [60_000, 30_000, 16_000, 10_000]
  /// 500 万元 (statistical threshold, general knowledge) to 300 亿元 (the largest named project is 237 亿元).
  static let investmentRange: ClosedRange<Int64> = 500...3_000_000
  /// Fixed investment, percent of the total (assumption).
  static let fixedShare: ClosedRange<Int64> = 65...95
  /// Yearly output, percent of investment: the named projects have 20 to 420 (assumption within).
  static let outputShare: ClosedRange<Int64> = 60...260
  /// Tax, per mille of output (named projects: 60 to 250 of 利税; assumption for tax alone).
  static let taxShare: ClosedRange<Int64> = 20...80
  /// Jobs for each 亿元 (assumption).
  static let jobs: ClosedRange<Int64> = 8...60

  // MARK: Land
  /// 19 named projects with investment and land: median 384 万元/亩, 97 to 1,580.
  static let intensityMedian: Int64 = 384
  static let intensitySigma: Int64 = 600
  static let intensityRange: ClosedRange<Int64> = 97...1_580
  /// Ask for new land at all (assumption: the others use built land).
  static let asksLand: Int64 = 8_500
  /// Of those, take cultivated land; then 20 to 100 % of the area (assumption).
  static let takesFarmland: Int64 = 5_900
  static let farmlandShare: ClosedRange<Int64> = 20...100
  /// Paddy is nearly absent in Liaocheng (dry fields; general knowledge): one project in a hundred along the Yellow River.
  static let takesPaddy: Int64 = 100
  /// Yearly grain capacity of wheat and maize together, kg a 亩 (general knowledge).
  static let grainCapacity: ClosedRange<Int64> = 800...1_050

  // MARK: Energy, coal and carbon: only the two high (rules since 2023 ask quota of them alone)
  /// Tonnes of coal equivalent, and tonnes of coal, for each 亿元 (assumption).
  static let energyMedian: Int64 = 10_800
  static let energySigma: Int64 = 800
  static let burnsCoal: Int64 = 7_000
  static let coalMedian: Int64 = 4_500
  static let coalSigma: Int64 = 800
  /// Tonnes of CO2, hundredths a tonne of coal equivalent (2.66 for raw coal; general knowledge).
  static let carbonPerEnergy: ClosedRange<Int64> = 240...280

  // MARK: Pollutants (COD, NH3-N, SO2, NOx, VOCs, PM)
  /// Of 10,000 manufacturing projects so many emit it (assumption); a quarter of that in services, where only water counts.
  static let emits: [Int64] = [4_500, 4_000, 2_200, 2_800, 4_000, 3_000]
  /// Ten-thousandths of a tonne a year for each 亿元 (assumption), spread log-normally; three times as much for the two high.
  static let emissionMedian: [Int64] = [15_000, 1_000, 8_000, 16_000, 12_000, 9_000]
  static let emissionSigma: Int64 = 900
  /// One emitter in five stays near the threshold below which no quota is traded: 0.1 t/a, ammonia 0.01 t/a (Liaocheng, from 2026-06-01).
  static let nearThreshold: Int64 = 2_000
  static let thresholds: [Int64] = [1_000, 100, 1_000, 1_000, 1_000, 1_000]

  // MARK: Policy funds (中央预算内, 专项债, 国债, 股权, 贷款): of 10,000 fund projects, and percent of investment
  /// Named grants are 260 to 640 万元, 7.9 % of the three projects' investment; bonds may be capital up to 30 % (2024-12-25). Else assumption.
  static let fundChance: [Int64] = [4_000, 6_000, 2_500, 1_000, 3_000]
  static let fundShare: [ClosedRange<Int64>] = [4...12, 20...40, 8...20, 5...10, 10...18]

  // MARK: Supply
  /// Pool ÷ demand by county and factor in hundredths (assumption: a first-come plan then serves about half), and how many pools are slack.
  static let scarcity: ClosedRange<Int64> = 35...65
  static let slackShare: Int64 = 3_000
  static let slack: Int64 = 120
  /// Lots of a pool: of pollutants several sources, of all else one document.
  static let pollutantLots: ClosedRange<Int64> = 1...3
  /// The largest deposit of one document, by unit.
  static let largestLot: [String: Int64] = ["亩": 50_000, "公斤": 500_000_000, "吨标准煤": 50_000_000, "吨": 50_000_000, "万元": 50_000_000]
  /// Part of energy, coal, carbon, balance and funds that comes to the city itself (assumption; L15.1 has them at city level).
  static let cityDepositShare: Int64 = 30
}
