internal import Allocation

/// A day, counted from 1970-01-01 in the Gregorian calendar.
struct Day: Hashable, Comparable {
  var number: Int64
  init(number: Int64) { self.number = number }

  init(_ year: Int64, _ month: Int64, _ day: Int64) {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  static func + (day: Day, days: Int64) -> Day { Day(number: day.number + days) }

  var civil: (year: Int64, month: Int64, day: Int64) {
    let z = number + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let m = month < 10 ? month + 3 : month - 9
    return (yearOfEra + era * 400 + (m <= 2 ? 1 : 0), m, dayOfYear - (153 * month + 2) / 5 + 1)
  }
  /// 2026-07-01.
  var iso: String {
    let (year, month, day) = civil
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}

/// Regions and factors of the sample city, as sql/reference has them.
enum Places {
  static let city = Region(code: "371500", name: "聊城市", nameEnglish: "Liaocheng", kind: .city, longitude: 115.980023, latitude: 36.45606)

  /// Eight counties and three zones. Seats of the counties as published; those of the zones are general knowledge, near enough for a sketch.
  static let counties: [Region] = [
    Region(code: "371502", name: "东昌府区", nameEnglish: "Dongchangfu", kind: .county, longitude: 115.980023, latitude: 36.45606),
    Region(code: "371503", name: "茌平区", nameEnglish: "Chiping", kind: .county, longitude: 116.25335, latitude: 36.591934),
    Region(code: "371521", name: "阳谷县", nameEnglish: "Yanggu", kind: .county, longitude: 115.784287, latitude: 36.113708),
    Region(code: "371522", name: "莘县", nameEnglish: "Shenxian", kind: .county, longitude: 115.667291, latitude: 36.237597),
    Region(code: "371524", name: "东阿县", nameEnglish: "Dong'e", kind: .county, longitude: 116.248855, latitude: 36.336004),
    Region(code: "371525", name: "冠县", nameEnglish: "Guanxian", kind: .county, longitude: 115.444808, latitude: 36.483753),
    Region(code: "371526", name: "高唐县", nameEnglish: "Gaotang", kind: .county, longitude: 116.229662, latitude: 36.859755),
    Region(code: "371581", name: "临清市", nameEnglish: "Linqing", kind: .county, longitude: 115.713462, latitude: 36.842598),
    Region(
      code: "KFQ", name: "聊城经济技术开发区", nameEnglish: "Economic Development Zone", kind: .zone,
      longitude: 116.05, latitude: 36.47),
    Region(
      code: "GXQ", name: "聊城高新技术产业开发区", nameEnglish: "High-tech Zone", kind: .zone, longitude: 116.04, latitude: 36.39),
    Region(
      code: "DJQ", name: "聊城江北水城旅游度假区", nameEnglish: "Water City Resort Zone", kind: .zone, longitude: 115.93,
      latitude: 36.38),
  ]
  /// The city, then the counties and zones: the order of `Snapshot.regions`.
  static let regions = [city] + counties

  static let factors: [Factor] = [
    Factor(code: "land", category: .land, name: "新增建设用地指标", nameEnglish: "New construction land", unit: "亩", unitEnglish: "mu"),
    Factor(
      code: "balance_quantity", category: .balance, name: "占补平衡数量指标", nameEnglish: "Cultivated-land balance: area", unit: "亩",
      unitEnglish: "mu"),
    Factor(
      code: "balance_paddy", category: .balance, name: "占补平衡水田指标", nameEnglish: "Cultivated-land balance: paddy", unit: "亩",
      unitEnglish: "mu"),
    Factor(
      code: "balance_capacity", category: .balance, name: "占补平衡产能指标", nameEnglish: "Cultivated-land balance: capacity", unit: "公斤",
      unitEnglish: "kg"),
    Factor(code: "energy", category: .energy, name: "能源消费指标", nameEnglish: "Energy", unit: "吨标准煤", unitEnglish: "tce"),
    Factor(code: "coal", category: .coal, name: "煤炭消费指标", nameEnglish: "Coal", unit: "吨", unitEnglish: "t"),
    Factor(code: "cod", category: .pollutant, name: "化学需氧量", nameEnglish: "COD", unit: "吨", unitEnglish: "t"),
    Factor(code: "nh3n", category: .pollutant, name: "氨氮", nameEnglish: "NH3-N", unit: "吨", unitEnglish: "t"),
    Factor(code: "so2", category: .pollutant, name: "二氧化硫", nameEnglish: "SO2", unit: "吨", unitEnglish: "t"),
    Factor(code: "nox", category: .pollutant, name: "氮氧化物", nameEnglish: "NOx", unit: "吨", unitEnglish: "t"),
    Factor(code: "vocs", category: .pollutant, name: "挥发性有机物", nameEnglish: "VOCs", unit: "吨", unitEnglish: "t"),
    Factor(code: "pm", category: .pollutant, name: "颗粒物", nameEnglish: "PM", unit: "吨", unitEnglish: "t"),
    Factor(code: "carbon", category: .carbon, name: "碳排放减量替代指标", nameEnglish: "Carbon", unit: "吨", unitEnglish: "t"),
    Factor(
      code: "fund_central", category: .fund, name: "中央预算内投资", nameEnglish: "Central budget funds", unit: "万元", unitEnglish: "10k yuan"),
    Factor(code: "fund_bond", category: .fund, name: "地方政府专项债券", nameEnglish: "Special bonds", unit: "万元", unitEnglish: "10k yuan"),
    Factor(code: "fund_treasury", category: .fund, name: "国债资金", nameEnglish: "Treasury bonds", unit: "万元", unitEnglish: "10k yuan"),
    Factor(code: "fund_equity", category: .fund, name: "股权投资", nameEnglish: "Equity", unit: "万元", unitEnglish: "10k yuan"),
    Factor(code: "fund_loan", category: .fund, name: "银行贷款", nameEnglish: "Bank loans", unit: "万元", unitEnglish: "10k yuan"),
  ]
  static let land = 0
  static let balance = 1...3
  static let energy = 4
  static let coal = 5
  static let pollutants = 6...11
  static let carbon = 12
  static let funds = 13...17
}
