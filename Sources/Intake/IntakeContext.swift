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
  var regionNames: String { regions.map(\.name).joined(separator: "、") }
  var factorNames: String { factors.map(\.name).joined(separator: "、") }
}
