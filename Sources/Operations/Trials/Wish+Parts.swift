extension Wish {
  /// One change of several: what it is of, and what it becomes.
  public struct Part: Encodable, Sendable, Hashable {
    public enum Kind: String, Encodable, Sendable {
      case share, supply, pin, loan, transfer, lend, demand, weight, tiers, aims, floor, group, years
    }
    public var kind: Kind
    /// Code of a factor or project, a grade, a group's name; empty of tiers, aims, floors and years.
    public var subject: String
    /// As it was wished: "35%", "must", "200".
    public var value: String
    /// Of a lend: from and to; of supply and floors: the county, where it is one's alone.
    public var regions: [String] = []
  }

  /// Each change with the wish without it, in the order in which the wish tells them.
  var parts: [(part: Part, rest: Wish)] {
    var all: [(Part, Wish)] = []
    func add<Item>(_ path: WritableKeyPath<Wish, [Item]?>, _ part: (Item) -> Part) {
      for (place, item) in (self[keyPath: path] ?? []).enumerated() {
        var rest = self
        rest[keyPath: path]?.remove(at: place)
        all.append((part(item), rest))
      }
    }
    add(\.shares) { Part(kind: .share, subject: $0.factor, value: $0.value) }
    add(\.supply) { Part(kind: .supply, subject: $0.factor, value: $0.change, regions: $0.region.map { [$0] } ?? []) }
    for (code, pin) in (pins ?? [:]).sorted(by: { $0.key < $1.key }) {
      var rest = self
      rest.pins?[code] = nil
      all.append((Part(kind: .pin, subject: code, value: pin), rest))
    }
    add(\.lends) { Part(kind: .lend, subject: $0.factor, value: $0.quantity, regions: [$0.from, $0.to]) }
    add(\.demands) { Part(kind: .demand, subject: $0.project, value: $0.quantity, regions: []) }
    add(\.loans) { Part(kind: .loan, subject: $0, value: "") }
    add(\.transfers) { Part(kind: .transfer, subject: $0, value: "") }
    add(\.weights) { Part(kind: .weight, subject: $0.grade, value: $0.value) }
    if tiers?.isEmpty == false {
      var rest = self
      rest.tiers = nil
      all.append((Part(kind: .tiers, subject: "", value: ""), rest))
    }
    if let aims {
      var rest = self
      rest.aims = nil
      all.append((Part(kind: .aims, subject: "", value: aims.map { "\($0.aim) \($0.give ?? "0%")" }.joined(separator: ", ")), rest))
    }
    add(\.floors) { Part(kind: .floor, subject: "", value: "\($0.projects)", regions: $0.region.map { [$0] } ?? []) }
    add(\.withoutGroups) { Part(kind: .group, subject: $0, value: "") }
    if let years {
      var rest = self
      rest.years = nil
      all.append((Part(kind: .years, subject: "", value: "\(years)"), rest))
    }
    return all
  }
}
