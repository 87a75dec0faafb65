/// The least quota that must move between counties, once it is fixed who is awarded (L17.3).
///
/// Own pool first, then the city's, then other counties'. That moves the least: what counties must borrow because the projects may
/// not use the city pool, and what of the rest exceeds the city pool.
enum Exchange {
  static func moves(_ load: Load, vintage: Int) -> [Plan.Move] {
    let instance = load.instance
    return (0..<instance.factors).filter { instance.isExchanged[$0] }.flatMap { moves(load, factor: $0, vintage: vintage) }
  }

  static func moves(_ load: Load, factor: Int, vintage: Int) -> [Plan.Move] {
    let instance = load.instance
    let counties = (0..<instance.regions).filter { $0 != instance.city }
    let cityPool = instance.pool(instance.city, factor)
    var toBorrow = [Int64](repeating: 0, count: instance.regions)
    var room = toBorrow
    var beyondCity: Int64 = load.demand(cityPool) - load.supply.available[cityPool]
    for county in counties {
      let gap = load.gap(instance.pool(county, factor))
      toBorrow[county] = gap.mustBorrow
      room[county] = gap.room
      beyondCity += gap.excess
    }
    // What the city can't cover is borrowed by the counties in their order.
    for county in counties where beyondCity > 0 {
      let part = min(beyondCity, load.gap(instance.pool(county, factor)).excess)
      toBorrow[county] += part
      beyondCity -= part
    }
    var moves: [Plan.Move] = []
    for borrower in counties {
      // Who has most room lends first, so that few counties are asked.
      while toBorrow[borrower] > 0, let lender = counties.max(by: { (room[$0], -$0) < (room[$1], -$1) }), room[lender] > 0 {
        let part = min(toBorrow[borrower], room[lender])
        toBorrow[borrower] -= part
        room[lender] -= part
        moves.append(move(part, of: factor, from: lender, to: borrower, vintage, instance))
      }
    }
    return moves
  }

  /// A loan where rules let it be lent, else a paid transfer.
  static func move(_ amount: Int64, of factor: Int, from: Int, to: Int, _ vintage: Int, _ instance: Instance) -> Plan.Move {
    Plan.Move(
      kind: instance.snapshot.rules.lendable.contains(factor) ? .loan : .transfer, factor: factor, vintage: vintage, from: from, to: to,
      quantity: Quantity(tenThousandths: amount))
  }
}
