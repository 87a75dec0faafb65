extension SnapshotBuilder {
  /// The forms of a project that the scenario offers beside the library's. A project that holds quota, or has used some, stays as it is.
  mutating func variants(
    _ library: SnapshotSource.LibraryProject, of own: Project, homes: [Int], city: Int
  ) throws -> [Project] {
    let wanted = (scenario.variants ?? []).filter { $0.project == library.code }
    guard !wanted.isEmpty, !own.demands.isEmpty, own.holdings.isEmpty,
      library.holdings.allSatisfy({ $0.used == .zero && $0.granted == .zero })
    else { return [] }
    return try wanted.map { variant in
      var form = library
      form.holdings = []
      if let region = variant.region.flatMap({ regionIndex[$0] }) { form.region = region }
      for amount in variant.demands { change(&form, amount) }
      var planned = try project(form, homes: homes, city: city)
      (planned.code, planned.variantOf) = ("\(own.code)·\(variant.name)", own.code)
      planned.name = "\(own.name)（\(variant.name)）"
      planned.score = max(1, variant.score.roundedDown(Quantity(tenThousandths: own.score)).tenThousandths)
      // A pin is a decision on the library's form: with it no other is chosen.
      planned.pin = own.pin == nil ? nil : .never
      (planned.isReleased, planned.releasedVintage) = (own.isReleased, own.releasedVintage)
      return planned
    }
  }

  private func change(_ form: inout SnapshotSource.LibraryProject, _ amount: Scenario.Variant.Amount) {
    guard let factor = factorIndex[amount.factor] else { return }
    let known = form.demands.first { $0.factor == factor }
    form.demands.removeAll { $0.factor == factor }
    guard amount.quantity > .zero else { return }
    form.demands.append(
      .init(
        factor: factor, quantity: amount.quantity, standing: known?.standing ?? .reported,
        year: known?.year ?? form.demands.compactMap(\.year).min()))
    form.demands.sort { $0.factor < $1.factor }
  }

  /// The scenario's groups, and one for each project with variants: at most one of its forms is served. Where a project is one of several variants
  /// already, each of its forms is.
  func groups(_ projects: [Project]) throws -> [Scenario.Group] {
    var forms: [String: [String]] = [:]
    for project in projects { if let own = project.variantOf { forms[own, default: [own]].append(project.code) } }
    var problems: [GroupError.Problem] = projects.filter { $0.variantOf != nil && $0.demands.isEmpty }.map {
      .init(group: $0.variantOf!, kind: .needsNothing, projects: [$0.code])
    }
    let wanted = (scenario.groups ?? []).map { group in
      var group = group
      let varied = group.projects.filter { forms[$0] != nil }
      if group.kind == .oneOf {
        group.projects = group.projects.flatMap { forms[$0] ?? [$0] }
      } else if !varied.isEmpty {
        problems.append(.init(group: group.name, kind: .variants, projects: varied))
      }
      return group
    }
    guard problems.isEmpty else { throw GroupError(problems: problems) }
    return wanted + forms.sorted { $0.key < $1.key }.map { Scenario.Group(name: $0.key, kind: .oneOf, projects: $0.value) }
  }
}
