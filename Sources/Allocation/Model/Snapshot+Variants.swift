extension Snapshot {
  /// For each project that is a variant, the library's form of it; empty where the scenario has none.
  public var libraryForms: [Int: Int] {
    let variants = projects.indices.filter { projects[$0].variantOf != nil }
    guard !variants.isEmpty else { return [:] }
    let own = Dictionary(projects.indices.lazy.filter { projects[$0].variantOf == nil }.map { (projects[$0].code, $0) }) { first, _ in first
    }
    return Dictionary(uniqueKeysWithValues: variants.compactMap { variant in own[projects[variant].variantOf!].map { (variant, $0) } })
  }
}

extension Plan {
  /// Awards of variants: what the library has to be changed to before such a plan can be adopted. Ascending by project.
  public func chosenVariants(of snapshot: Snapshot) -> [Int] { awards.map(\.project).filter { snapshot.projects[$0].variantOf != nil } }
}
