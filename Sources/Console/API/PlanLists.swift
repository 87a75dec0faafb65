import Allocation
import Diagnostics
import Operations
import Store

/// Parts of a stored run as lists: quantities in the unit that stands beside them.
struct PlanLists {
  let stored: RunStore.Stored
  let language: Language
  private var snapshot: Snapshot { stored.snapshot }
  private var plan: Plan { stored.plan }

  static let awardColumns = [
    "project", "name", "region", "tier", "score", "served_in", "factor", "pool_region", "is_city_pool", "vintage", "quantity", "unit",
  ]
  /// A row for each pool that a project's quota comes from.
  var awards: Listing {
    Listing(
      columns: Self.awardColumns,
      rows: plan.awards.flatMap { award -> [[String?]] in
        let project = snapshot.projects[award.project]
        return award.lines.map { line in
          [
            project.code, project.name, snapshot.regions[project.region].code, "\(project.tier + 1)", "\(project.score)",
            "\(award.vintage)",
            snapshot.factors[line.factor].code, snapshot.regions[line.region].code, "\(line.region == snapshot.cityRegion)",
            "\(line.vintage)", line.quantity.decimal, snapshot.factors[line.factor].unit,
          ]
        }
      })
  }

  static let poolColumns = ["region", "factor", "vintage", "before", "moved_in", "moved_out", "given", "after", "unit", "shadow_price"]
  /// `shadow_price`: points a unit at the margin, from the solver.
  var pools: Listing {
    Listing(
      columns: Self.poolColumns,
      rows: plan.pools.map { pool in
        [
          snapshot.regions[pool.region].code, snapshot.factors[pool.factor].code, "\(pool.vintage)", pool.before.decimal,
          pool.movedIn.decimal, pool.movedOut.decimal, pool.given.decimal, pool.after.decimal, snapshot.factors[pool.factor].unit,
          "\(pool.shadowPrice)",
        ]
      })
  }

  static let moveColumns = ["kind", "factor", "vintage", "from", "to", "quantity", "unit"]
  var moves: Listing {
    Listing(
      columns: Self.moveColumns,
      rows: plan.moves.map { move in
        [
          move.kind.rawValue, snapshot.factors[move.factor].code, "\(move.vintage)", snapshot.regions[move.from].code,
          snapshot.regions[move.to].code, move.quantity.decimal, snapshot.factors[move.factor].unit,
        ]
      })
  }

  static let refusalColumns = [
    "project", "name", "region", "tier", "score", "cause", "reason", "rank", "points_needed", "short_of", "due", "due_basis", "first_way",
  ]
  /// Everyone who is left out, one row each; `short_of`: codes of factors by spaces.
  var refusals: Listing {
    Listing(
      columns: Self.refusalColumns,
      rows: plan.unmet.map { unmet in
        let project = snapshot.projects[unmet.project]
        let told = unmet.told(snapshot, language)
        return [
          project.code, project.name, snapshot.regions[project.region].code, "\(project.tier + 1)", "\(project.score)",
          unmet.cause.rawValue, told.reason, unmet.rank > 0 ? "\(unmet.rank)" : nil, unmet.pointsNeeded.map(String.init),
          unmet.shortages.map { snapshot.factors[$0.factor].code }.joined(separator: " "), unmet.date?.iso, unmet.dateBasis?.rawValue,
          told.firstWay,
        ]
      })
  }

  static let lendableColumns = ["region", "factor", "quantity", "unit", "back_by", "expires"]
  var lendable: Listing {
    Listing(
      columns: Self.lendableColumns,
      rows: SafeToLend.all(plan, of: snapshot).map { item in
        [
          snapshot.regions[item.region].code, snapshot.factors[item.factor].code, item.quantity.decimal,
          snapshot.factors[item.factor].unit, item.until?.iso, "\(item.expires)",
        ]
      })
  }
}

/// Parts of a run as JSON, with the shapes that the OpenAPI document tells.
extension PlanLists {
  static let headerShape = Schema.object(
    [
      ("run", .integer(nil)), ("scenario", .text()), ("title", .text()), ("title_en", .text()), ("question", .text()), ("base_date", .day),
      ("vintage", .integer(nil)), ("horizon", .integer(1...3)), ("policy_version", .text()), ("status", .choice(["proven", "stopped"])),
      ("served", .integer(nil)), ("left_out", .integer(nil)), ("moves", .integer(nil)),
      ("investment", .object([("quantity", .decimal), ("unit", .text())], required: ["quantity", "unit"])), ("solver", .text()),
      ("is_rehearsal", .flag), ("is_stale", .flag), ("created_by", .text()), ("created_at", .text()), ("adopted_by", .orNull(.text())),
      ("adopted_at", .orNull(.text())), ("published_at", .orNull(.text())), ("tiers", .list(tierShape)),
      (
        "assertions",
        .list(
          .object([("subject", .text()), ("holds", .flag), ("found", .orNull(.decimal))], required: ["subject", "holds", "found"]))
      ),
    ],
    required: [
      "run", "scenario", "title", "title_en", "question", "base_date", "vintage", "horizon", "policy_version", "status", "served",
      "left_out", "moves", "investment", "solver", "is_rehearsal", "is_stale", "created_by", "created_at", "adopted_by", "adopted_at",
      "published_at", "tiers", "assertions",
    ])
  private static let tierShape = Schema.object(
    [
      ("vintage", .integer(nil)), ("through", .integer(nil)), ("tier", .integer(nil)), ("name", .text()), ("name_en", .text()),
      ("served", .integer(nil)),
      ("candidates", .integer(nil)), ("value", .integer(nil)), ("bound", .integer(nil)), ("gap_percent", .text()),
      ("certified", .orNull(.integer(nil))), ("status", .choice(["proven", "stopped"])),
    ],
    required: [
      "vintage", "through", "tier", "name", "name_en", "served", "candidates", "value", "bound", "gap_percent", "certified", "status",
    ])

  /// The run without its lists: what it asked, how good each tier is, where it stands.
  var header: JSONValue {
    let served = plan.awards.reduce(Quantity.zero) { $0 + snapshot.projects[$1.project].investment }
    let scenario = stored.scenario
    let assertions = AssertionResult.evaluate(scenario.assertions, of: plan, for: snapshot).map { result in
      JSONValue.object([
        "subject": .text(AssertionText.text(result.assertion, snapshot, language)), "holds": .flag(result.holds),
        "found": .text(result.actual?.decimal),
      ])
    }
    return .object([
      "run": .count(stored.run), "scenario": .text(scenario.name), "title": .text(scenario.title), "title_en": .text(scenario.titleEnglish),
      "question": .text(scenario.question), "base_date": .text(snapshot.baseDate.iso), "vintage": .count(snapshot.vintage),
      "horizon": .count(snapshot.horizon), "policy_version": .text(snapshot.policyVersion), "status": .text(plan.status.rawValue),
      "served": .count(plan.awards.count), "left_out": .count(plan.unmet.count), "moves": .count(plan.moves.count),
      "investment": .object(["quantity": .text(served.decimal), "unit": .text(APIRoutes.money)]),
      "solver": .text(plan.statistics.solver), "is_rehearsal": .flag(scenario.isRehearsal), "is_stale": .flag(stored.isStale),
      "created_by": .text(stored.createdBy), "created_at": .text(stored.createdAt), "adopted_by": .text(stored.adoptedBy),
      "adopted_at": .text(stored.adoptedAt), "published_at": .text(stored.publishedAt), "tiers": .list(plan.tiers.map(tier)),
      "assertions": .list(assertions),
    ])
  }

  private func tier(_ tier: Plan.TierResult) -> JSONValue {
    let name = snapshot.tiers[tier.tier]
    return .object([
      "vintage": .count(tier.vintage), "through": .count(tier.through ?? tier.vintage), "tier": .count(tier.tier + 1),
      "name": .text(name.name), "name_en": .text(name.nameEnglish),
      "served": .count(tier.awarded), "candidates": .count(tier.candidates), "value": .count(tier.value), "bound": .count(tier.bound),
      "gap_percent": .text(Self.percent(tier.bound - tier.value, of: tier.bound)),
      "certified": tier.certificate.map { .count($0.bound) } ?? .null, "status": .text(tier.status.rawValue),
    ])
  }

  /// With four decimals, rounded up: a gap is never told smaller than it is.
  static func percent(_ part: Int64, of whole: Int64) -> String {
    guard part > 0, whole > 0 else { return "0" }
    return Ratio(1_000_000, whole).roundedUp(Quantity(tenThousandths: part)).decimal
  }

  // MARK: Why not

  private static let shortageShape = Schema.object(
    [
      ("factor", .text()), ("region", .text()), ("vintage", .integer(nil)), ("needed", .decimal), ("left", .decimal), ("missing", .decimal),
      ("unit", .text()),
    ], required: ["factor", "region", "vintage", "needed", "left", "missing", "unit"])
  private static let wayShape = Schema.object(
    [
      ("kind", .choice(Unmet.Way.Kind.allCases.map(\.rawValue))), ("factor", .orNull(.text())), ("region", .orNull(.text())),
      ("vintage", .orNull(.integer(nil))), ("quantity", .orNull(.decimal)), ("unit", .orNull(.text())), ("others", .list(.text())),
      ("cost", .integer(nil)), ("is_sufficient", .flag),
    ], required: ["kind", "factor", "region", "vintage", "quantity", "unit", "others", "cost", "is_sufficient"])
  private static let displacementShape = Schema.object(
    [("cost", .integer(nil)), ("pushed_out", .list(.text())), ("brought_in", .list(.text()))],
    required: ["cost", "pushed_out", "brought_in"])

  static let refusalShape = Schema.object(
    [
      ("project", .text()), ("name", .text()), ("is_served", .flag), ("cause", .orNull(.choice(Unmet.Cause.allCases.map(\.rawValue)))),
      ("rank", .orNull(.integer(nil))), ("score", .integer(nil)), ("points_needed", .orNull(.integer(nil))), ("due", .orNull(.day)),
      ("due_basis", .orNull(.choice(["nextVintage", "decisionDue"]))), ("shortages", .list(shortageShape)), ("ways", .list(wayShape)),
      ("displacement", .orNull(displacementShape)), ("sentences", .list(.text())),
    ],
    required: [
      "project", "name", "is_served", "cause", "rank", "score", "points_needed", "due", "due_basis", "shortages", "ways", "displacement",
      "sentences",
    ])

  static func refusal(_ why: WhyNot) -> JSONValue {
    let snapshot = why.stored.snapshot
    let (project, unmet) = (snapshot.projects[why.project], why.unmet)
    func codes(_ projects: [Int]) -> JSONValue { .texts(projects.map { snapshot.projects[$0].code }) }
    return .object([
      "project": .text(project.code), "name": .text(project.name),
      "is_served": .flag(why.stored.plan.awards.contains { $0.project == why.project }), "cause": .text(unmet?.cause.rawValue),
      "rank": unmet.flatMap { $0.rank > 0 ? .count($0.rank) : nil } ?? .null, "score": .count(project.score),
      "points_needed": unmet?.pointsNeeded.map { .count($0) } ?? .null, "due": .text(unmet?.date?.iso),
      "due_basis": .text(unmet?.dateBasis?.rawValue), "shortages": .list((unmet?.shortages ?? []).map { shortage($0, snapshot) }),
      "ways": .list((unmet?.ways ?? []).map { way($0, snapshot) }),
      "displacement": why.displacement.map {
        .object(["cost": .count($0.cost), "pushed_out": codes($0.pushedOut), "brought_in": codes($0.broughtIn)])
      } ?? .null, "sentences": .texts(why.sentences),
    ])
  }

  private static func shortage(_ shortage: Unmet.Shortage, _ snapshot: Snapshot) -> JSONValue {
    .object([
      "factor": .text(snapshot.factors[shortage.factor].code), "region": .text(snapshot.regions[shortage.region].code),
      "vintage": .count(shortage.vintage), "needed": .text(shortage.needed.decimal), "left": .text(shortage.left.decimal),
      "missing": .text(shortage.missing.decimal), "unit": .text(snapshot.factors[shortage.factor].unit),
    ])
  }

  private static func way(_ way: Unmet.Way, _ snapshot: Snapshot) -> JSONValue {
    .object([
      "kind": .text(way.kind.rawValue), "factor": .text(way.factor.map { snapshot.factors[$0].code }),
      "region": .text(way.region.map { snapshot.regions[$0].code }), "vintage": way.vintage.map { .count($0) } ?? .null,
      "quantity": .text(way.quantity?.decimal), "unit": .text(way.factor.map { snapshot.factors[$0].unit }),
      "others": .texts(way.others.map { snapshot.projects[$0].code }), "cost": .count(way.cost), "is_sufficient": .flag(way.isSufficient),
    ])
  }

  // MARK: A newcomer

  static let arrivalShape = Schema.object(
    [
      ("region", .text()), ("fits", .flag), ("points_needed", .orNull(.integer(nil))), ("shortages", .list(shortageShape)),
      ("ways", .list(wayShape)),
    ], required: ["region", "fits", "points_needed", "shortages", "ways"])

  /// `snapshot`: the enlarged one, to whose projects the answer points.
  static func arrival(_ answer: Arrival, _ snapshot: Snapshot) -> JSONValue {
    .object([
      "region": .text(snapshot.regions[answer.region].code), "fits": .flag(answer.fits),
      "points_needed": answer.pointsNeeded.map { .count($0) } ?? .null, "shortages": .list(answer.shortages.map { shortage($0, snapshot) }),
      "ways": .list(answer.ways.map { way($0, snapshot) }),
    ])
  }
}
