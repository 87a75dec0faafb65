/// Colours that stay apart for colour-blind eyes and in grey print (after Okabe and Ito's set, toned down for paper).
enum Palette {
  static let ink = "#1f2933"
  static let soft = "#667380"
  static let rule = "#d5dbe1"
  static let served = "#1b6ca8"
  static let city = "#e0a030"
  static let left = "#c9d3dc"
  static let short = "#b5452c"
  /// Of a region of which nothing is known.
  static let unknown = "#e6eaee"
  static let warning = "#c98a12"
  static let fine = "#3a7d52"
  static let fonts = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"

  /// Light to dark.
  static let shades = ["#eef3f7", "#cfe0ec", "#a3c4dc", "#6ea2c6", "#3d7fae", "#1b5f93", "#0d436e"]

  /// For a share of 0…1.
  static func shade(_ share: Double) -> String { shades[min(max(Int(share * Double(shades.count)), 0), shades.count - 1)] }
}
