import Allocation
import Testing

@Suite struct QuantityTests {
  @Test("decimals are read and written exactly, and nothing else is read")
  func decimals() {
    for text in ["0", "12.5", "-0.0001", "300", "99999999999.9999"] { #expect(Quantity(decimal: text)?.decimal == text) }
    #expect(Quantity(decimal: "1.50000")?.decimal == "1.5")
    for text in ["", "-", ".", "1.", "1e5", "1,000", "0.00001", "100000000001", "１", "--1"] {
      #expect(Quantity(decimal: text) == nil, "\(text)")
    }
  }

  @Test("[L17.2] a split leaves no remainder: the city's part is rounded down, the county gets the rest", arguments: 0..<500)
  func split(step: Int) {
    let quantity = Quantity(tenThousandths: Int64(step) * 7_919 + 1)
    let city = Ratio(3, 10).roundedDown(quantity)
    #expect(city.tenThousandths * 10 <= quantity.tenThousandths * 3)
    #expect(quantity.tenThousandths * 3 - city.tenThousandths * 10 < 10)
    #expect(city + (quantity - city) == quantity)
  }

  @Test("ratios are exact, in lowest terms, and ordered")
  func ratios() {
    #expect(Ratio("30%") == Ratio(3, 10))
    #expect(Ratio("0.3") == Ratio(3, 10))
    #expect(Ratio("11/10").map { $0.roundedUp(Quantity(tenThousandths: 1)) } == Quantity(tenThousandths: 2))
    #expect(Ratio(1, 3) < Ratio(34, 100))
    #expect(Ratio("x") == nil)
    #expect(Ratio("1/0") == nil)
  }
}
