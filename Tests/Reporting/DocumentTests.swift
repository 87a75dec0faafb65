import Diagnostics
import Foundation
import Procedures
import Testing

@testable import Reporting

@Suite("Papers")
struct DocumentTests {
  private static let form = Form(
    form: "f", title: "申报表", titleEnglish: "Form", signature: "签字：", pledge: "我单位承诺 <真实>",
    fields: [
      FormField(field: "name", title: "名称", titleEnglish: "name", kind: .text, section: "一、基本情况"),
      FormField(field: "plant", title: "类型", titleEnglish: "plant", kind: .choice, choices: ["自有", "租赁"]),
      FormField(field: "text", title: "内容", titleEnglish: "contents", kind: .paragraph),
      FormField(field: "amount", title: "投资", titleEnglish: "investment", kind: .number, unit: "万元"),
      FormField(field: "new", title: "新业态", titleEnglish: "new", kind: .yes),
    ])

  @Test(
    "[P7] a form is laid out as the printed one: sections, boxes that are ticked, long texts over the whole width, pledge and signature")
  func layout() {
    let page = Document(
      title: "申报表", issuer: "园区", facts: ["2026-03-02"],
      blocks: [.form(Self.form, values: ["name": "甲&乙", "plant": "租赁", "text": "两\n行", "new": "true"])],
      footnote: "SHA-256 ab"
    ).html(.chinese)
    for part in [
      "一、基本情况", "甲&amp;乙", "☐ 自有　☑ 租赁", "两<br>行", "投资（万元）", "<td>是</td>", "我单位承诺 &lt;真实&gt;", "签字：", "SHA-256 ab", "A4 portrait",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(page.contains("<td colspan=\"3\" class=\"long\">两<br>行</td>"))
  }

  @Test("a field alone in its row has the row; units and choices that are codes are read in the reader's words")
  func words() {
    let form = Form(
      form: "f", title: "建议", titleEnglish: "Proposal",
      fields: [
        FormField(field: "amount", title: "投资", titleEnglish: "investment", kind: .number, unit: "万元"),
        FormField(field: "text", title: "内容", titleEnglish: "contents", kind: .paragraph),
        FormField(field: "into", title: "调入的库", titleEnglish: "into", kind: .choice, choices: ["city", "county"]),
      ])
    var document = Document(title: "t", issuer: "i", facts: [], blocks: [.form(form, values: ["amount": "5", "into": "city"])])
    document.words = Glossary([
      .init(field: "", word: "万元", chinese: "万元", english: "10⁴ yuan"),
      .init(field: "libraries", word: "city", chinese: "市重点项目库", english: "city"),
      .init(field: "libraries", word: "county", chinese: "县重点项目库", english: "county"),
    ])
    let (chinese, english) = (document.html(.chinese), document.html(.english))
    #expect(chinese.contains("<th>投资（万元）</th><td colspan=\"3\">5</td>") && chinese.contains("☑ 市重点项目库　☐ 县重点项目库"))
    #expect(english.contains("investment (10⁴ yuan)") && english.contains("☑ city"))
  }

  @Test("columns and tables without a word are left out")
  func empty() {
    let table = Document.Table(title: "t", columns: ["a", "b", "c"], numbers: [2], rows: [["x", "", "1"], ["", "", "2"]])
    let kept = table.withoutEmptyColumns
    #expect(kept.columns == ["a", "c"] && kept.numbers == [1] && kept.rows == [["x", "1"], ["", "2"]])
    #expect(Document.Table(title: "t", columns: ["a"], rows: [[""]]).withoutEmptyColumns.columns == [])
  }

  @Test("numbers lose the zeros that say nothing, and nothing else")
  func numbers() {
    let found = ["80604.7000", "92832.0000", "100", "0.0500", "1.2345", "0.0000", "-2.50"].map(Document.trimmed)
    #expect(found == ["80604.7", "92832", "100", "0.05", "1.2345", "0", "-2.5"])
  }

  @Test("lights are read in grey print too, dates don't wrap; the workbook has a sheet for the texts and one a table")
  func tables() throws {
    let document = Document(
      title: "调度单", issuer: "指挥部", facts: [],
      blocks: [.table(.init(title: "清单", columns: ["项目", "灯", "期限", "金额"], numbers: [3], rows: [["甲", "red", "2026-03-02", "1.5000"]]))],
      isLandscape: true)
    let page = document.html(.chinese)
    #expect(
      page.contains("● 红") && page.contains("class=\"d\">2026-03-02") && page.contains("class=\"n\">1.5<") && page.contains("landscape"))
    let path = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try document.writeWorkbook(to: path, .chinese)
    #expect(try Data(contentsOf: URL(filePath: path)).count > 4_000)
  }

  @Test("a procedure is drawn with every step, who acts, and returns apart from ways on")
  func drawing() {
    let steps = [
      Step(
        step: "a", title: "甲步", titleEnglish: "A", mode: .one, actors: [Actor(role: "r", unit: "land")], due: Term(3, .workingDays),
        outcomes: [
          Outcome(outcome: "on", title: "继续", titleEnglish: "on", to: ["b"]),
          Outcome(outcome: "skip", title: "跳过", titleEnglish: "skip", to: ["end"]),
        ]),
      Step(
        step: "b", title: "乙步", titleEnglish: "B", mode: .one, actors: [Actor(role: "r", unit: "hq")], back: ["a"],
        outcomes: [Outcome(outcome: "ok", title: "好", titleEnglish: "ok", to: ["end"])]),
      Step(step: "end", title: "完", titleEnglish: "End", mode: .end),
    ]
    let procedure = Procedure(
      procedure: "p", version: "1", title: "程序", titleEnglish: "P", document: "d", articles: [], from: "2026-01-01", subject: .none,
      start: .init(by: ["r"], to: ["a"]), steps: steps)
    let svg = ProcedureChart(procedure, language: .chinese, done: ["a"], waiting: ["b"]).svg()
    for part in ["甲步", "乙步", "完", "land", "3 个工作日", "跳过", "退回", "stroke-dasharray"] { #expect(svg.contains(part), "\(part)") }
    #expect(svg.components(separatedBy: "marker-end").count - 1 == 4)
  }
}
