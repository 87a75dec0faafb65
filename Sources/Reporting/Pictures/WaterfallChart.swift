/// One factor's pools from what was there to what is left: one row a region, its parts in order.
struct WaterfallChart {
  struct Row {
    var name: String
    /// In units of the factor: what there was, came in, went out, was given, and is left.
    var before: Double
    var movedIn: Double
    var movedOut: Double
    var given: Double
    var left: Double { before + movedIn - movedOut - given }
    var isCity: Bool
  }
  var title: String
  var unit: String
  var rows: [Row]
  var words: (given: String, left: String, moved: String)

  var svg: String {
    let width = 520.0
    let top = 34.0
    let step = 24.0
    let names = 104.0
    let numbers = 150.0
    let most = rows.map { $0.before + $0.movedIn }.max() ?? 0
    guard most > 0 else { return "" }
    let scale = (width - names - numbers) / most
    var body = legend(width)
    for (index, row) in rows.enumerated() {
      let y = top + Double(index) * step
      let out = row.movedOut * scale
      let given = row.given * scale
      let left = row.left * scale
      body += SVG.text(names - 8, y + 12, row.name, size: 11, anchor: "end")
      body += SVG.bar(names, y, given, 16, row.isCity ? Palette.city : Palette.served, tip: "\(words.given) \(Markup.grouped(row.given))")
      body += SVG.bar(names + given, y, out, 16, Palette.short, tip: "\(words.moved) \(Markup.grouped(row.movedOut))")
      body += SVG.bar(names + given + out, y, left, 16, Palette.left, tip: "\(words.left) \(Markup.grouped(row.left))")
      let share = row.before + row.movedIn > 0 ? row.given / (row.before + row.movedIn) : 0
      body += SVG.text(
        width - 4, y + 12,
        "\(Markup.grouped(row.given, 1)) / \(Markup.grouped(row.before + row.movedIn, 1)) · \(Markup.number(share * 100, 0))%",
        size: 10, anchor: "end", fill: Palette.soft)
    }
    return SVG.document(width: width, height: top + Double(rows.count) * step + 4, title: title, body)
  }

  private func legend(_ width: Double) -> String {
    SVG.text(0, 14, title, size: 13) + SVG.bar(width - 210, 5, 10, 10, Palette.served)
      + SVG.text(width - 196, 14, words.given, size: 10, fill: Palette.soft)
      + SVG.bar(width - 120, 5, 10, 10, Palette.left) + SVG.text(width - 106, 14, words.left, size: 10, fill: Palette.soft)
      + SVG.text(width - 4, 14, unit, size: 10, anchor: "end", fill: Palette.soft)
  }
}
