import Foundation
import Reporting
import Testing

@Suite("Tables and maps as text")
struct TextTests {
  @Test("Chinese takes two columns, so that what stands below stays below")
  func widths() {
    let table = TextTable(titles: ["名称", "n"], alignments: [.left, .right], rows: [["莘县", "1"], ["abcdefg", "12"]])
    let lines = table.text.split(separator: "\n").map(String.init)
    #expect(lines == ["名称      n", "───────  ──", "莘县      1", "abcdefg  12"])
    #expect(TextTable.width("要素a") == 5)
  }

  @Test("polygons and multipolygons are read by code or adcode; other things are passed over")
  func shapes() throws {
    let json = """
      {"type":"FeatureCollection","features":[
        {"properties":{"code":"A","name":"甲"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}},
        {"properties":{"adcode":371522},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1]]],[[[5,5],[6,5],[6,6]]]]}},
        {"properties":{"code":"P"},"geometry":{"type":"Point","coordinates":[0,0]}}]}
      """
    let shapes = try MapShape.read(geoJSON: Data(json.utf8))
    #expect(shapes.map(\.code) == ["A", "371522"])
    #expect(shapes.map(\.rings.count) == [1, 2])
    #expect(throws: (any Error).self) { try MapShape.read(geoJSON: Data("[1".utf8)) }
  }
}
