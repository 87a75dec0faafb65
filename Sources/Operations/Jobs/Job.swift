public import Diagnostics
import Foundation

/// What workers do, by the `kind` under which it is asked for. Payloads and results are JSON.
public enum Job {
  /// A payload, progress or result; nil where there is none, or where a program of another version wrote it in another shape. A city is upgraded
  /// while old jobs are still looked at, so that is no fault: who asks shows the text, or nothing.
  public static func read<T: Decodable>(_ type: T.Type, _ json: String?) -> T? {
    guard let json else { return nil }
    // Other shapes fail here, and only here.
    return try? JSONDecoder().decode(type, from: Data(json.utf8))
  }

  /// Plans a scenario, perhaps with a planner's wish on top.
  public struct Scenario: Codable, Sendable {
    /// A scenario's name, or a run whose scenario is taken.
    public var name: String?
    public var run: Int?
    /// A scenario as YAML instead, which may build on those of the city.
    public var content: String?
    public var wish: Wish?
    /// Time limit instead of the scenario's.
    public var seconds: Double?
    /// zh or en: what the asker reads.
    public var language: String?
    public init(
      name: String? = nil, run: Int? = nil, content: String? = nil, wish: Wish? = nil, seconds: Double? = nil, language: Language
    ) {
      (self.name, self.run, self.content, self.wish, self.seconds) = (name, run, content, wish, seconds)
      self.language = language.rawValue
    }
    /// Characters of `content`: less than a body may hold, however JSON writes them.
    public static let contentLimit = 150_000
    /// What a scenario that was sent is called.
    public static let sentName = "sent"
    public struct Result: Codable, Sendable { public var run: Int }
  }

  /// Takes in a file that was sent in, of projects (kind `import`), quota or enterprises, or shows what that would change.
  public struct Import: Codable, Sendable {
    public var file: Int64
    public var isDryRun: Bool
    /// Only projects of this region; nil for the whole city.
    public var region: String?
    public var document: String?
    /// Business date (ISO).
    public var date: String
    /// zh or en: what the asker reads.
    public var language: String?
    /// What its headers and cells become, mended on the page.
    public var mendings: [Mending]?
    public init(file: Int64, isDryRun: Bool, region: String?, document: String?, date: String, language: Language) {
      (self.file, self.isDryRun, self.region, self.document, self.date) = (file, isDryRun, region, document, date)
      self.language = language.rawValue
    }

    /// A text of a column, in every row, or of a header (`header` empty), and what it becomes.
    public struct Mending: Codable, Sendable, Hashable {
      public var header: String
      public var found: String
      public var becomes: String
      public init(header: String, found: String, becomes: String) { (self.header, self.found, self.becomes) = (header, found, becomes) }
    }
    public static let mendingLimit = 500

    public struct Result: Codable, Sendable {
      public var counts: [String: Int]
      /// Back to consultation for a material change (L12).
      public var reopened: Int
      public var differences: [Difference]
      public var mistakes: [Mistake]
      public var mistakeCount: Int
      /// Headers of the file with the fields that they were taken for.
      public var columns: [Column]
      /// What a header may be called, one name a field.
      public var known: [String]?
      /// Of quota: what waits for a second person now.
      public var proposals: [Int]?
    }
    public struct Difference: Codable, Sendable {
      public var change: String
      public var project: String
      public var name: String
      public var row: Int?
      public var was: String
      public var became: String
    }
    public struct Mistake: Codable, Sendable {
      public var level: String
      public var code: String
      public var sheet: String?
      public var row: Int?
      public var column: Int?
      public var text: String
      /// The header of its column and what stands there; nil in results from before they were told.
      public var header: String?
      public var found: String?
    }
    public struct Column: Codable, Sendable {
      public var header: String
      public var field: String
    }
    /// Differences and mistakes that a result tells; more are counted.
    public static let toldLimit = 500
  }
}
