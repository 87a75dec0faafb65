import Diagnostics
import Testing

@Suite("Words of reports in both languages")
struct GlossaryTests {
  private static let words = Glossary([
    .init(field: "stage", word: "construction", chinese: "建设", english: "construction"),
    .init(field: "libraries", word: "city", chinese: "市重点项目库", english: "city"),
    .init(field: "", word: "市财政局", chinese: "市财政局", english: "Finance"),
    .init(field: "", word: "部门意见", chinese: "部门意见", english: "Opinions"),
    .init(field: "", word: "立项（核准、备案）", chinese: "立项（核准、备案）", english: "Filing"),
    .init(field: "", word: "逾期 {1} 天", chinese: "", english: "{1} days overdue"),
    .init(field: "", word: "{1}年第{2}季度", chinese: "", english: "quarter {2} of {1}"),
    .init(field: "", word: "应开工未开工", chinese: "", english: "should have begun"),
    .init(field: "", word: "应开工 {1}", chinese: "", english: "due {1}"),
    .init(field: "", word: "策划会商", chinese: "策划会商", english: "Consultation"),
  ])

  @Test("codes by their column, words anywhere, numbers and days in their place; what isn't known stays")
  func single() {
    for (column, value, chinese, english) in [
      ("stage", "construction", "建设", "construction"), ("kind", "construction", "construction", "construction"),
      ("into_library", "city", "市重点项目库", "city"), ("unit_name", "市财政局", "市财政局", "Finance"),
      ("late", "逾期 12 天", "逾期 12 天", "12 days overdue"),
      ("quarter", "2026年第4季度", "2026年第4季度", "quarter 4 of 2026"), ("project_name", "轴承产业园", "轴承产业园", "轴承产业园"),
      ("due", "2026-03-02", "2026-03-02", "2026-03-02"), ("overdue", "", "", ""), ("done_by", "市财政局长", "市财政局长", "市财政局长"),
    ] {
      #expect(Self.words.text(column, value, .chinese) == chinese)
      #expect(Self.words.text(column, value, .english) == english)
    }
  }

  @Test("texts that the database puts together are read part by part, the longest word first; names and remarks among them stay")
  func compound() {
    for (value, english) in [
      ("市财政局：部门意见（逾期 3 天）；市财政局：立项（核准、备案）（逾期 80 天）", "Finance: Opinions (3 days overdue); Finance: Filing (80 days overdue)"),
      ("应开工未开工（应开工 2026-02-01）", "should have begun (due 2026-02-01)"), ("策划会商 · 轴承产业园", "Consultation · 轴承产业园"),
      ("道路未通（市财政局）", "道路未通 (Finance)"), ("部门意见部", "部门意见部"), ("（示例）由甲、乙办结", "（示例）由甲、乙办结"),
    ] {
      #expect(Self.words.sentence(value, .english) == english)
      #expect(Self.words.sentence(value, .chinese) == value)
    }
    #expect(Self.words.text("project_name", "部门意见：路", .english) == "部门意见：路", "only where the database puts texts together")
  }
}
