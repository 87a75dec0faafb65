import Allocation
import Diagnostics
import Foundation
import Reporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The page of a plan")
struct PlanPageTests {
  @Test("nothing is loaded from elsewhere, no script runs", arguments: [Language.chinese, .english])
  func selfContained(_ language: Language) throws {
    let page = try SamplePlan.report(language).html()
    let linked = page.replacing("http://www.w3.org/2000/svg", with: "")
    for forbidden in ["http://", "https://", "<script", "src=", "@import", "url("] { #expect(!linked.contains(forbidden), "\(forbidden)") }
  }

  @Test("names from outside are escaped wherever they stand")
  func escaped() throws {
    let report = try SamplePlan.report(.chinese)
    let page = report.html()
    #expect(!page.contains("</script>") && !page.contains("<b>\"甲\"") && !page.contains("基准年 <1>"))
    #expect(page.contains("&lt;/script&gt;&lt;b&gt;&quot;甲&quot; &amp; &#39;乙&#39;"))
    #expect(page.contains("基准年 &lt;1&gt;"))
  }

  @Test("every picture is well-formed, and there are all four kinds")
  func pictures() throws {
    let page = try SamplePlan.report(.chinese).html()
    let pictures = page.components(separatedBy: "<svg").dropFirst().map {
      "<svg" + ($0.components(separatedBy: "</svg>").first ?? "") + "</svg>"
    }
    #expect(pictures.count >= 4)
    for picture in pictures { #expect(XMLParser(data: Data(picture.utf8)).parse(), "\(picture.prefix(200))") }
    #expect(page.contains("莘县") && page.contains("role=\"img\""))
  }

  @Test("every project that asks stands on the page, awarded or left out with its reason")
  func complete() throws {
    let report = try SamplePlan.report(.english)
    let page = report.html()
    #expect(!report.plan.awards.isEmpty && !report.plan.unmet.isEmpty)
    for index in report.plan.awards.map(\.project) + report.plan.unmet.map(\.project) {
      #expect(page.contains(report.snapshot.projects[index].code))
    }
  }

  @Test("[L20.2] each language says cause, shortage and way in its own words", arguments: [Language.chinese, .english])
  func sentences(_ language: Language) throws {
    let report = try SamplePlan.report(language)
    let words = Words(snapshot: report.snapshot, language: language)
    let unmet = try #require(report.plan.unmet.first { !$0.shortages.isEmpty && !$0.ways.isEmpty })
    let text = words.paragraph(unmet)
    #expect(text.contains(language("缺", "missing")) && text.contains(language("等待", "wait")))
    #expect(text.contains(unmet.shortages[0].missing.decimal))
  }

  @Test("ways that differ only in who gives are one sentence that names the first of them")
  func grouped() throws {
    let report = try SamplePlan.report(.english)
    let words = Words(snapshot: report.snapshot, language: .english)
    let ways = (1...6).map { Unmet.Way(kind: .loan, factor: 0, region: $0, quantity: Quantity(units: Int64(10 - $0)), isSufficient: false) }
    let sentences = words.ways(ways + [Unmet.Way(kind: .nextVintage, vintage: 2027, isSufficient: true)])
    #expect(sentences.count == 2)
    #expect(sentences[0].contains(words.region(1) + " 9") && sentences[0].contains("and 2 more"))
    #expect(sentences[1] == "wait for quota of 2027")
  }

  @Test("[L20.2] who is left out for an aim beside the score isn't said to be pinned out") func leftForAims() throws {
    var snapshot = try SamplePlan.report(.english).snapshot
    let unmet = Unmet(project: 0, cause: .waitsForDecision, shortages: [])
    #expect(Words(snapshot: snapshot, language: .english).cause(unmet).contains("pinned out"))
    snapshot.rules.aims = [Aim(kind: .cityPool, give: Ratio(1, 10))]
    #expect(Words(snapshot: snapshot, language: .english).cause(unmet).contains("aims beside the score"))
    #expect(Words(snapshot: snapshot, language: .chinese).cause(unmet).contains("得分之外的目标"))
    snapshot.projects[0].pin = .never
    #expect(Words(snapshot: snapshot, language: .english).cause(unmet).contains("pinned out"))
  }
}
