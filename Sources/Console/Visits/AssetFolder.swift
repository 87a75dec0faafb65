import Foundation
import Hummingbird

/// Styles, scripts and pictures, read once: they are few and small. Only what lies in the folder itself is served.
struct AssetFolder: Sendable {
  struct Asset: Sendable {
    var bytes: ByteBuffer
    var type: String
    var tag: String
  }
  private let assets: [String: Asset]
  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
  ]
  /// For addresses of assets, so that a new version is fetched at once and an old one kept for good.
  let version: String

  init(_ folder: URL) throws {
    var assets: [String: Asset] = [:]
    var sum: UInt64 = 14_695_981_039_346_656_037
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      guard let type = Self.types[String(name.split(separator: ".").last ?? "")] else { continue }
      let data = try Data(contentsOf: folder.appending(path: name))
      var own: UInt64 = 14_695_981_039_346_656_037
      for byte in data { own = (own ^ UInt64(byte)) &* 1_099_511_628_211 }
      sum = (sum ^ own) &* 1_099_511_628_211
      assets[name] = Asset(bytes: ByteBuffer(bytes: data), type: type, tag: "\"\(String(own, radix: 16))\"")
    }
    self.assets = assets
    version = String(sum, radix: 16)
  }

  subscript(_ name: String) -> Asset? { assets[name] }
}
