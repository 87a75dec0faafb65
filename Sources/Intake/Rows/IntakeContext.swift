public import Allocation
import Foundation

/// What cells may name: the city's regions with their old codes and other names, and its factors.
public struct IntakeContext: Sendable {
  public struct RegionName: Sendable {
    public var code: String
    public var name: String
    /// Old codes, short and other names.
    public var aliases: [String]
    public init(code: String, name: String, aliases: [String] = []) { (self.code, self.name, self.aliases) = (code, name, aliases) }
  }
  public var regions: [RegionName]
  public var factors: [Factor]
  private var regionCodes: [String: String] = [:]
  private var factorCodes: [String: String] = [:]

  public init(regions: [RegionName], factors: [Factor]) {
    (self.regions, self.factors) = (regions, factors)
    var short: [String: [String]] = [:]
    for region in regions {
      let full = HeaderText.normal(region.name)
      for suffix in ["县", "区", "市", "开发区", "技术产业开发区", "旅游度假区"] where full.hasSuffix(suffix) && full.count > suffix.count + 1 {
        short[String(full.dropLast(suffix.count)), default: []].append(region.code)
      }
    }
    // A short name counts only when it can mean one region; full names, codes and aliases win over it.
    for (name, codes) in short where codes.count == 1 { regionCodes[name] = codes[0] }
    for region in regions {
      for name in region.aliases + [region.name, region.code] { regionCodes[HeaderText.normal(name)] = region.code }
    }
    for factor in factors {
      for name in [factor.nameEnglish, factor.name, factor.code] { factorCodes[HeaderText.normal(name)] = factor.code }
    }
  }

  /// Code of the region that a cell names: code, old code, full, short or other name.
  public func region(_ cell: String) -> String? {
    let text = HeaderText.normal(cell)
    return regionCodes[text] ?? regionCodes[text.hasSuffix(".0") ? String(text.dropLast(2)) : text]
  }
  /// Code of the factor that a cell names.
  public func factor(_ cell: String) -> String? { factorCodes[HeaderText.normal(cell)] }
  /// All names, those that are most like `text` first: what was meant stands in front.
  func regionNames(like text: String) -> String { names(regions.map(\.name), like: text) }
  func factorNames(like text: String) -> String { names(factors.map(\.name), like: text) }

  private func names(_ all: [String], like text: String) -> String {
    let wanted = HeaderText.normal(text)
    let ranked = all.enumerated().map {
      (distance: HeaderText.distance(wanted, HeaderText.normal($0.element)), place: $0.offset, name: $0.element)
    }
    return ranked.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }.map(\.name).joined(separator: "、")
  }
}
