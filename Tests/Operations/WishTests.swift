import Allocation
import Foundation
import Operations
import Testing

@Suite("What a planner asks by sliders")
struct WishTests {
  private func wish(_ json: String) throws -> Wish { try JSONDecoder().decode(Wish.self, from: Data(json.utf8)) }

  @Test("shares, supply, pins and loans go on top of the scenario; a later share takes the place of an earlier one")
  func applied() throws {
    var scenario = Scenario(name: "base")
    scenario.policy = [.init(key: "coordination_share", factor: "land", value: "30%")]
    let result = try wish(
      #"{"shares":[{"factor":"land","value":"35%"}],"supply":[{"factor":"cod","change":"80%"},{"factor":"land","region":"371522","change":"+200"}],"pins":{"P1":"must"},"loans":["land"],"transfers":["cod"]}"#
    ).applied(to: scenario)
    #expect(result.policy == [.init(key: "coordination_share", factor: "land", value: "35%")])
    #expect(
      result.supply == [
        .init(factor: "cod", change: .times(Ratio(4, 5))), .init(factor: "land", region: "371522", change: .plus(Quantity(units: 200))),
      ])
    #expect(result.pins.map(\.pin) == [.must])
    #expect(result.exchange.loans == ["land"] && result.exchange.transfers == ["cod"])
    #expect(result.isRehearsal)
  }

  @Test("what one county lends another leaves its pool and comes into the other's, in one year")
  func lends() throws {
    let result = try wish(#"{"lends":[{"factor":"land","from":"371522","to":"371525","vintage":2026,"quantity":"200"}]}"#)
      .applied(to: Scenario(name: "base"))
    #expect(
      result.supply == [
        .init(factor: "land", region: "371522", vintage: 2026, change: .plus(Quantity(units: -200))),
        .init(factor: "land", region: "371525", vintage: 2026, change: .plus(Quantity(units: 200))),
      ])
    #expect(result.isRehearsal)
    for bad in [#""to":"371522","quantity":"1""#, #""to":"371525","quantity":"-1""#, #""to":"371525","quantity":"much""#] {
      let asked = try wish(#"{"lends":[{"factor":"land","from":"371522","vintage":2026,\#(bad)}]}"#)
      #expect(throws: Wish.Fault.self) { try asked.applied(to: Scenario(name: "base")) }
    }
  }

  @Test("a project that would do with less is another form of it, with all its factors")
  func demands() throws {
    let result = try wish(
      #"{"demands":[{"project":"P1","factor":"land","quantity":"20"},{"project":"P1","factor":"cod","quantity":"0"},{"project":"P2","factor":"land","quantity":"1.5"}]}"#
    ).applied(to: Scenario(name: "base"))
    let forms = result.variants ?? []
    #expect(forms.map(\.project) == ["P1", "P2"] && Set(forms.map(\.name)).count == 1)
    #expect(forms[0].demands == [.init(factor: "land", quantity: Quantity(units: 20)), .init(factor: "cod", quantity: .zero)])
    for bad in ["-1", "much", ""] {
      let asked = try wish(#"{"demands":[{"project":"P1","factor":"land","quantity":"\#(bad)"}]}"#)
      #expect(throws: Wish.Fault.self) { try asked.applied(to: Scenario(name: "base")) }
    }
  }

  @Test("weights replace the policy's, tiers are put in another order: a rehearsal both")
  func order() throws {
    let weights = try wish(#"{"weights":[{"grade":"D","value":"0%"}]}"#).applied(to: Scenario(name: "base"))
    #expect(weights.policy == [.init(key: "score.grade.d", value: "0%")] && weights.isRehearsal)
    let tiers = try wish(#"{"tiers":[["其他"],["省级","市级"]]}"#).applied(to: Scenario(name: "base"))
    #expect(tiers.tierOrder == [["其他"], ["省级", "市级"]] && tiers.isRehearsal)
    #expect(try !wish(#"{"tiers":[]}"#).applied(to: Scenario(name: "base")).isRehearsal)
  }

  @Test("everything that can't be read is told at once")
  func faults() throws {
    let bad = try wish(
      #"{"shares":[{"factor":"land","value":"130%"}],"supply":[{"factor":"cod","change":"lots"}],"pins":{"P1":"perhaps"}}"#)
    do {
      _ = try bad.applied(to: Scenario(name: "base"))
      Issue.record("taken")
    } catch let fault as Wish.Fault {
      #expect(fault.places.map(\.field) == ["shares.0.value", "supply.0.change", "pins.P1"])
    }
  }

  @Test(
    "a cell that a spreadsheet would take for a formula is text; numbers stay numbers",
    arguments: [
      ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-5.5", "-5.5"), ("+8%", "+8%"), ("-x", "'-x"), ("a,b", "\"a,b\""), ("", ""),
    ])
  func cells(_ given: String, _ written: String) { #expect(CSVText.safeCell(given) == written) }
}
