public import Allocation
import Diagnostics

extension Words {
  /// What has to be changed in the library before a plan that chose variants can be adopted, a sentence each.
  public func chosenVariants(_ plan: Plan) -> [String] {
    let own = snapshot.libraryForms
    return plan.chosenVariants(of: snapshot).compactMap { variant in own[variant].map { chosen(variant, instead: $0) } }
  }

  private func chosen(_ variant: Int, instead own: Int) -> String {
    let (chosen, library) = (snapshot.projects[variant], snapshot.projects[own])
    var changes: [String] = []
    if chosen.region != library.region {
      changes.append(
        language("选址 \(region(library.region)) → \(region(chosen.region))", "site \(region(library.region)) → \(region(chosen.region))"))
    }
    for index in snapshot.factors.indices {
      func asked(_ project: Project) -> Quantity { project.demands.first { $0.factor == index }?.asked ?? .zero }
      guard asked(chosen) != asked(library) else { continue }
      changes.append("\(factor(index)) \(asked(library).decimal) → \(amount(asked(chosen), index))")
    }
    let list = changes.joined(separator: language("，", ", "))
    return language("\(project(variant))：项目库须先改为 \(list)", "\(project(variant)): first change in the library: \(list)")
  }
}
