import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Store

struct MeetingGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "meeting", abstract: "Meetings: agenda from the problem list, minutes, decisions as tasks (L4, J6.4, A6).",
    subcommands: [MeetingPlan.self, MeetingClose.self, MeetingList.self, MeetingShow.self])
}

struct MeetingPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Plans a meeting; without --item its agenda is the problems that are open at the city's level.",
    discussion: "yaosu meeting plan --kind special --title 第三次联席会议 --on 2026-09-23 --chair conference-2 --as conference-1")
  @Option(help: "regular, special, coordination; of agency dispatch routine, composite, hard, major.")
  var kind: String
  @Option(help: "Title.")
  var title: String
  @Option(help: "Day (ISO).")
  var on: String
  @Option(help: "Place.")
  var place: String = ""
  @Option(help: "Person who chairs it.")
  var chair: String
  @Option(help: "Units that attend, separated by commas.")
  var attendees: String = ""
  @Option(name: .customLong("item"), help: "Item: a title, or case=NUMBER:title. May be given several times.")
  var items: [String] = []
  @Option(help: "Key of this act, for retries.")
  var key: String?
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = MeetingStore(try officer.session(), city: officer.database.city, person: try officer.personCode(language))
      let agenda = items.map { text -> MeetingStore.Item in
        guard text.hasPrefix("case="), let mark = text.firstIndex(of: ":"),
          let number = Int(text[text.index(text.startIndex, offsetBy: 5)..<mark])
        else {
          return .init(title: text)
        }
        return .init(title: String(text[text.index(after: mark)...]), number: number)
      }
      let number = try store.plan(
        .init(
          kind: kind, title: title, heldOn: on, place: place, chair: chair, attendees: attendees.split(separator: ",").map(String.init)),
        items: agenda.isEmpty ? nil : agenda, .init(date: officer.today, key: key))
      Terminal.out(language("会议 \(number) 已安排", "meeting \(number) is planned"))
      ListingOutput(language: language, words: try store.glossary()).show(try MeetingShow.agenda(store, number))
    }
  }
}

struct MeetingClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Closes a meeting with its minutes; each decision with a unit becomes a task, in the same transaction.",
    discussion: "yaosu meeting close 1 --minutes 会议研究了…… --decision \"1|land|2026-10-20|完成用地预审\" --document 聊联会纪〔2026〕1号 --as conference-1")
  @Argument(help: "Number of the meeting.")
  var number: Int
  @Option(help: "Minutes, or @FILE.")
  var minutes: String
  @Option(name: .customLong("decision"), help: "PLACE|UNIT|DUE|TEXT; UNIT and DUE may be empty. May be given several times.")
  var decisions: [String] = []
  @Option(help: "Number of the minutes.")
  var document: String?
  @Option(help: "Key of this act, for retries.")
  var key: String?
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = MeetingStore(try officer.session(), city: officer.database.city, person: try officer.personCode(language))
      let parsed = try decisions.map { text -> MeetingStore.Decision in
        let parts = text.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let place = Int(parts[0]) else {
          throw CommandError.usage(
            language("--decision 应写成 序号|单位|期限|内容，读到“\(text)”。", "--decision wants PLACE|UNIT|DUE|TEXT, found “\(text)”."))
        }
        return .init(place: place, decision: parts[3], unit: parts[1].isEmpty ? nil : parts[1], due: parts[2].isEmpty ? nil : parts[2])
      }
      let text = minutes.hasPrefix("@") ? try String(contentsOfFile: String(minutes.dropFirst()), encoding: .utf8) : minutes
      let cases = try store.close(number, minutes: text, decisions: parsed, .init(date: officer.today, key: key, document: document))
      Terminal.out(
        language(
          "会议 \(number) 已形成纪要，下达事项 \(cases.map(String.init).joined(separator: "、"))",
          "meeting \(number) is closed; cases: \(cases.map(String.init).joined(separator: ", "))")
      )
    }
  }
}

struct MeetingList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Meetings, the last first.")
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = MeetingStore(try database.migratedSession(), city: database.city, person: "")
      ListingOutput(language: language, words: try store.glossary()).show(try store.list())
    }
  }
}

struct MeetingShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Agenda and decisions of a meeting; yaosu document minutes prints them.")
  @Argument(help: "Number of the meeting.")
  var number: Int
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = MeetingStore(try database.migratedSession(), city: database.city, person: "")
      ListingOutput(language: language, words: try store.glossary()).show(try Self.agenda(store, number))
    }
  }

  static func agenda(_ store: MeetingStore, _ number: Int) throws -> Listing {
    let all = try store.document(number)
    guard !all.rows.isEmpty else { throw StoreError.noMeeting(number) }
    let places = Array(8..<all.columns.count)
    return Listing(columns: places.map { all.columns[$0] }, rows: all.rows.map { row in places.map { row[$0] } })
  }
}
