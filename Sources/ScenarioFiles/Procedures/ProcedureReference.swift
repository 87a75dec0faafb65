internal import Allocation
internal import Procedures

/// The reference page of procedure files, made from the description that also drives reading.
public enum ProcedureReference {
  /// docs/reference/procedure.md, with a newline at the end.
  public static func markdown() -> String {
    var text = introduction + "\n## Keys 键\n\n" + ReferenceTable.text(ProcedureShape.file.fields)
    var seen: Set<String> = []
    text += sections(of: ProcedureShape.file.fields, &seen)
    return text + "\n## Effects 效果\n\n" + effects
  }

  /// Each mapping once, in the order in which a reader meets it.
  private static func sections(of fields: [Field], _ seen: inout Set<String>) -> String {
    var text = ""
    var inside: [Field] = []
    for field in fields {
      guard let shape = ReferenceTable.inner(field.kind), seen.insert(shape.keys.joined(separator: " ")).inserted else { continue }
      text += "\n### \(field.key)\n\n\(field.english) \(field.chinese)\n\n" + ReferenceTable.text(shape.fields)
      inside += shape.fields
    }
    return inside.isEmpty ? text : text + sections(of: inside, &seen)
  }

  private static let introduction = """
    # Procedure files

    <!-- Made by the program from the description that reads the files: change Sources/ScenarioFiles/Procedures/ProcedureShape.swift, not this page. -->

    A procedure (办理程序) is a YAML file: who begins a case and when, the steps with those who act, terms, forms and answers, where each answer leads,
    and what it brings about. `yaosu procedure check FILE` tells every mistake by line: a step that nothing reaches, a loop without an exit, a deadline
    without an actor, answers that no rule counts. `yaosu procedure load FILE` takes it into the database, which then refuses every act that the
    procedure doesn't have. A changed procedure is a new `version` with a later `from`; cases end under the version that they began with. A file that was changed
    under the name of a version that is there is refused with what differs; `--from DAY` takes it in as the next version from that day on.

    - Roles are those of `yaosu officer roles`, units those of `yaosu officer units`. Stages of projects: `planning`, `consultation`, `reserved`, `allocated`,
      `construction`, `production`, `out`; libraries: `province`, `city`, `county`, `promotion`, `policy_fund`, `factor`.
    - Terms: `10 working days`, `15 days`, `3 months`, or `field NAME`: a day that a form names. The first day doesn't count; days and months that
      end on a day off end on the next working day (moved working days are data: `policy.special_day`).
    - Units: a code, or `@county` (headquarters of the project's county), `@starter`, `@owner` (the enterprise), `@officer` and `@steward` (who serve the
      project), `@data.FIELD` (a unit that a form names); of an effect also `@actor` (whose task it is). A role that nobody holds in the unit is taken as the unit's own of the same rank.
    - Conditions compare a fact of the project (in its unit, as the columns of `library.project`; also `classes`, `libraries`, `holds_unused`, `holds_quota`,
      `idle_days`, `days_past_start`, `has_steward`) or a field of any form so far, the one that comes with the answer among them. A fact that isn't known is an empty text.
    - Fields of kind `unit` take a unit's code or name, of kind `people` codes of people at work separated by commas; both are checked when they are given and
      printed by name. What an escalation brings about (`do`) happens once, when the daily job tells of it.

    How to write one: [procedures](../how-to/procedures.md). Examples: `Scenarios/liaocheng/procedures/`.

    """

  private static let effects = """
    | effect | keys | what it does |
    | --- | --- | --- |
    | `stage` | `to` | The project's stage, along the arrows of its life. |
    | `library` | `join`, `leave` | Joins or leaves a library; a field's name, or the library. |
    | `verify_demand` | | The form's `factors` confirm the demand; only the unit's own factors, only the quantity asked. |
    | `reclaim` | `cause`, `article`, `kind` | What isn't used goes back to the pools; `kind: land` only land. |
    | `grant` | | What is reserved is granted. |
    | `block` | `months` | The owner may not enter again. |
    | `tell` | `unit`, `role`, `text` | A notice; `{field}` is filled in. |
    | `begin` | `procedure`, `with` | Another case begins, its form from this one's fields. |
    | `milestone` | `kind`, `date`, `evidence` | start, finish, production or target, from fields. |
    | `promise` | `do` | post, keep (fields `real_…`) or waive, in the promise ledger. |
    | `points` | `unit`, `points`, `kind`, `why`, `article` | Points, criticism or referral of a unit; how many: a number, or a field. |
    | `rating` | `kind`, `points`, `remark` | An evaluation or rating, from fields. |
    | `serve` | `kind`, `person` | officer, steward, member or contact, from a field; `end` ends the group. |
    | `practice` | | Fields `practice_title` and `practice` are kept for reuse. |
    | `lock_month` | `do` | lock or unlock the month of the field `month`. |

    """
}
