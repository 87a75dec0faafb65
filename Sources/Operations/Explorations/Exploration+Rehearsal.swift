public import Diagnostics
import Reporting

extension Exploration {
  /// What a changed article would have done.
  public init(_ paper: RehearsalPaper, _ outcome: Rehearsal.Outcome, _ language: Language) {
    self.init(
      title: paper.document.title, columns: [language("类别", "kind")] + paper.columns,
      rows: outcome.differences.prefix(Self.rowLimit).map { row in
        [paper.kind(row.kind), row.subject, row.name, row.region, paper.word(row.before), paper.word(row.after), paper.detail(row)]
      }, sentences: [paper.summary])
  }
}
