/// Headers as they are compared: width, case, spaces and marks do not count, units in brackets are taken off, a year is taken out.
enum HeaderText {
  /// Half width, lower case, no white space and no required-mark.
  static func normal(_ text: String) -> String {
    var result = ""
    for scalar in halfWidth(text).unicodeScalars where !scalar.properties.isWhitespace {
      if scalar == "*" || scalar == "\u{200B}" || scalar == "\u{FEFF}" { continue }
      result.unicodeScalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    while let last = result.last, ":;,.、。".contains(last) { result.removeLast() }
    return result
  }

  /// Full-width letters, digits, brackets and marks as their ASCII sisters.
  static func halfWidth(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0)!)
      case 0x3000, 0xA0: result.append(" ")
      case 0x3010: result.append("[")
      case 0x3011: result.append("]")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  struct Parts: Equatable {
    /// What the header may mean, most exact first.
    var names: [String]
    /// Contents of brackets, which may be units.
    var brackets: [String]
    /// "2026年": the year that the column is for.
    var year: Int?
  }

  static func parts(_ text: String) -> Parts {
    var (rest, year) = takeYear(normal(text))
    if rest.isEmpty { (rest, year) = (normal(text), nil) }
    var outside = ""
    var brackets: [String] = []
    var inside: String?
    for character in rest {
      switch character {
      case "(", "[", "<": if inside == nil { inside = "" } else { inside?.append(character) }
      case ")", "]", ">":
        if let content = inside { brackets.append(unitText(content)) }
        inside = nil
      default: if inside == nil { outside.append(character) } else { inside?.append(character) }
      }
    }
    if let open = inside { brackets.append(unitText(open)) }
    var names = [rest]
    if outside != rest, !outside.isEmpty { names.append(outside) }
    return Parts(names: names, brackets: brackets, year: year)
  }

  /// "单位:吨/年" → "吨".
  static func unitText(_ content: String) -> String {
    var text = Substring(content)
    for prefix in ["计量单位:", "单位:", "unit:", "计量单位", "单位"] where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
    for suffix in ["/年", "/a", "/year", "每年", "·年"] where text.hasSuffix(suffix) { text = text.dropLast(suffix.count) }
    return String(text)
  }

  /// Takes the first "2026年" or "2026年度" out.
  private static func takeYear(_ text: String) -> (String, Int?) {
    let characters = Array(text)
    guard characters.count >= 5 else { return (text, nil) }
    for start in 0...(characters.count - 5) where characters[start + 4] == "年" {
      guard start == 0 || !characters[start - 1].isNumber, let year = Int(String(characters[start..<start + 4])),
        (1949...2999).contains(year)
      else {
        continue
      }
      let end = start + 5 < characters.count && characters[start + 5] == "度" ? start + 6 : start + 5
      return (String(characters[..<start] + characters[end...]), year)
    }
    return (text, nil)
  }

  /// How many letters must change to make one header of another; for "did you mean".
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.prefix(40)), Array(b.prefix(40)))
    var row = Array(0...b.count)
    for i in a.indices {
      var corner = row[0]
      row[0] = i + 1
      for j in b.indices {
        let cost = a[i] == b[j] ? corner : 1 + min(corner, row[j], row[j + 1])
        corner = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[b.count]
  }
}
