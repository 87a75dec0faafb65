internal import Allocation

/// The reference page of scenario files, made from the description that also drives reading.
public enum ScenarioReference {
  /// docs/reference/scenario.md, with a newline at the end.
  public static func markdown() -> String {
    var text =
      introduction + "\n## Keys 键\n\n" + ReferenceTable.text(ScenarioShape.file.fields.filter { $0.key != "product" && $0.key != "list" })
    for field in ScenarioShape.file.fields {
      guard let shape = ReferenceTable.inner(field.kind) else { continue }
      text += "\n### \(field.key)\n\n\(field.english) \(field.chinese)\n\n" + ReferenceTable.text(shape.fields)
    }
    text +=
      "\n## Batches 批量\n\n" + batches + "\n"
      + ReferenceTable.text(ScenarioShape.file.fields.filter { $0.key == "product" || $0.key == "list" })
    return text
      + "\nLimits: \(TextChecks.mostBytes / 1024) KiB a file, \(TextChecks.mostDepth) levels, \(ScenarioFile.mostScenarios) scenarios a batch.\n"
  }

  private static let introduction = """
    # Scenario files

    <!-- Made by the program from the description that reads the files: change Sources/ScenarioFiles/ScenarioShape.swift, not this page. -->

    A scenario asks "what if …" (情景). It is a YAML file; its name without `.yaml` is the scenario's name. Everything has a default but
    `title`: a file that says nothing else asks what can be served today.

    - Ratios: `40%`, `2/5` or `0.4`. Quantities: a number in the factor's own unit, or with a unit that leads to it: `35 亩`, `2.5 公顷`, `5 亿元`,
      `800 公斤`. At most four decimals. Full-width digits are read too.
    - Regions and factors by code or name: `371522` or `莘县`, `land` or `新增建设用地指标`.
    - `yaosu scenario check NAME` tells every mistake at once, with line and column, and the nearest known word (at most two slips of the pen).
    - Scenarios compose: `extends` builds on others, and `base+coordination-40` as a name applies one after the other. What comes later wins,
      parameter by parameter, pin by pin, floor by floor; lists that choose (classes, regions, loans, …) are replaced whole; changes of supply and
      assertions are added.
    - No tabs for indentation, no anchors and aliases: `extends` says the same and can be checked.

    A schema for editors: [scenario.schema.json](scenario.schema.json). Examples: `Scenarios/liaocheng/`.

    """

  private static let batches = """
    A file with `product` or `list` makes many scenarios, run together with one table out. `product` is a list of axes, each a list of choices:
    every combination is a scenario. `list` adds single ones. A choice has a `name` and any of the keys from `base_date` to `assertions`; the file's own
    keys hold for all. The scenarios are called `file:choice,choice`.

    """
}

extension Kind {
  /// The value's form, for the reference page.
  var form: String {
    switch self {
    case .text(let most): "text of at most \(most) characters"
    case .name(let kind): "\(kind.rawValue)"
    case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "number, \(range.lowerBound) to \(range.upperBound)"
    case .ratio(let least, let most): "ratio, \(least) to \(most)"
    case .quantity(.fixed(let unit), _): "quantity in \(unit)"
    case .quantity(.factor, _): "quantity in the factor's unit"
    case .quantity(.subject, _): "number or quantity"
    case .date: "day, `2026-07-01`"
    case .flag: "`true` or `false`"
    case .choice(let choices): choices.map { "`\($0)`" }.joined(separator: " or ")
    case .list(let element, let most): "list of at most \(most): \(element.form)"
    case .object: "mapping, see below"
    case .map(let names, let also, let element, let most):
      "mapping of at most \(most): \(names.rawValue)\(also.map { " or `\($0)`" } ?? "") → \(element.form)"
    case .parameters(let most): "mapping of at most \(most): parameter → value, or parameter → (factor or `all` → value)"
    case .overrides: "choice"
    }
  }
}
