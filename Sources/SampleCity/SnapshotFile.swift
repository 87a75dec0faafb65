internal import Allocation
internal import Foundation

extension SampleCity {
  /// Writes `snapshot()` as JSON without holding it: the form that `JSONDecoder` reads as `Snapshot`. Constant memory.
  /// Throws what the file system throws.
  public func writeSnapshot(to path: String, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) throws {
    let total = 2 * generated
    let maker = SnapshotMaker(city: self) { progress($0, total) }
    let file = try OutputFile(path: path)
    // The frame is small: encode it with its empty list of projects, and put the projects into that.
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let frame = String(decoding: try encoder.encode(maker.frame), as: UTF8.self)
    let mark = "\"projects\":["
    guard let place = frame.range(of: mark + "]") else { throw CocoaError(.coderInvalidValue) }
    try file.write(frame[..<place.lowerBound] + mark)
    for index in 0..<generated {
      try file.write((index == 0 ? "" : ",") + ProjectJSON.text(maker.project(index)))
      if index % 4_096 == 0 { progress(generated + index, total) }
    }
    try file.write("]" + frame[place.upperBound...] + "\n")
    try file.close()
    progress(total, total)
  }
}

/// One project as the synthesised coding of `Project` has it, some times quicker.
enum ProjectJSON {
  static func text(_ project: Project) -> String {
    var text = "{\"code\":\"\(project.code)\",\"demands\":["
    text += project.demands.map(demand).joined(separator: ",")
    text += "],\"entered\":\(project.entered),\"from\":\(project.from),\"holdings\":[],\"home\":\(project.home)"
    text += ",\"industry\":\(quoted(project.industry))"
    text += ",\"investment\":\(quantity(project.investment)),\"isGenerated\":\(project.isGenerated),\"isStalled\":\(project.isStalled)"
    text += ",\"mayUseCityPool\":[\(project.mayUseCityPool.map(\.description).joined(separator: ","))]"
    text += ",\"name\":\(quoted(project.name)),\"region\":\(project.region),\"score\":\(project.score),\"tier\":\(project.tier)}"
    return text
  }

  private static func demand(_ demand: Demand) -> String {
    "{\"asked\":\(quantity(demand.asked)),\"factor\":\(demand.factor),\"needed\":\(quantity(demand.needed)),"
      + "\"ratio\":\"\(demand.ratio)\",\"standing\":\"\(demand.standing.rawValue)\"}"
  }

  private static func quantity(_ quantity: Quantity) -> String { String(quantity.tenThousandths) }

  /// Names are made by us: quotation marks and backslashes are all that could need escaping.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
