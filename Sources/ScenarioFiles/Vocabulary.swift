public import Allocation

/// The names that a scenario may use: what the city and its policy have. An empty list means that names of this kind aren't checked here
/// (the snapshot checks them again when the scenario runs).
public struct Vocabulary: Sendable {
  /// How a parameter's value is read; the kinds of `policy.parameter`.
  public enum ParameterKind: String, Hashable, Sendable, CaseIterable { case ratio, integer, quantity, boolean, text, json, date }

  public var factors: [Factor]
  public var parameters: [String: ParameterKind]
  public var industries: [String]
  public var libraries: [String]
  public var projects: [String]
  /// Name, English name, code or alias → code.
  private(set) var regions: [String: String] = [:]
  private let factorCodes: [String: String]

  /// `aliases`: old codes and other spellings of regions, to their codes.
  public init(
    regions: [Region] = [], aliases: [String: String] = [:], factors: [Factor] = [], parameters: [String: ParameterKind] = [:],
    industries: [String] = [], libraries: [String] = ["province", "city", "county", "promotion", "policy_fund", "factor"],
    projects: [String] = []
  ) {
    (self.factors, self.parameters, self.industries) = (factors, parameters, industries)
    (self.libraries, self.projects) = (libraries, projects)
    for region in regions {
      for name in [region.code, region.name, region.nameEnglish] where !name.isEmpty { self.regions[name] = region.code }
    }
    for (alias, code) in aliases { self.regions[alias] = code }
    var codes: [String: String] = [:]
    for factor in factors { for name in [factor.code, factor.name, factor.nameEnglish] where !name.isEmpty { codes[name] = factor.code } }
    factorCodes = codes
  }

  enum NameKind: String, Sendable, CaseIterable { case factor, region, parameter, project, industry, library, scenario, field }

  /// What stands for `name` in a scenario, or nil when the city doesn't have it.
  func code(of name: String, _ kind: NameKind) -> String? {
    switch kind {
    case .factor: factorCodes.isEmpty ? name : factorCodes[name]
    case .region: regions.isEmpty ? name : regions[name]
    case .parameter: parameters.isEmpty || parameters[name] != nil ? name : nil
    case .project: projects.isEmpty || projects.contains(name) ? name : nil
    case .industry: industries.isEmpty || industries.contains(name) ? name : nil
    case .library: libraries.isEmpty || libraries.contains(name) ? name : nil
    case .scenario, .field: name
    }
  }

  /// All names of a kind, for suggestions.
  func names(_ kind: NameKind) -> [String] {
    switch kind {
    case .factor: factorCodes.keys.sorted()
    case .region: regions.keys.sorted()
    case .parameter: parameters.keys.sorted()
    case .project: projects
    case .industry: industries
    case .library: libraries
    case .scenario, .field: []
    }
  }

  func unit(ofFactor code: String?) -> String? { code.flatMap { code in factors.first { $0.code == code }?.unit } }
}
