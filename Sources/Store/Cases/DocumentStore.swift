import Foundation
public import Postgres
public import Procedures

/// What papers are made of.
public struct DocumentStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  /// A form as it was frozen.
  public struct FrozenForm: Sendable {
    public var form: Form
    public var values: [String: String]
    public var project: [String: String]
    public var title: String
    public var caseNumber: String
    public var day: String
    public var unit: String
    public var person: String
    public var outcome: String
    public var hash: String
    public var version: String
  }

  /// Throws `StoreError.noDocument`.
  public func form(_ document: Int, english: Bool = false) throws -> FrozenForm {
    let rows = try session.prepared(Query("work_form_document").text(), [.text(city), .int8(Int64(document)), .bool(english)])
    guard rows.count == 1 else { throw StoreError.noDocument(document) }
    let procedure = try JSON.decode(Procedure.self, rows.string(0, "procedure"))
    let content = try Self.texts(rows.string(0, "content"))
    let names = try Self.texts("{\"names\": \(rows.optionalString(0, "names") ?? "{}")}")["names"] ?? [:]
    let code = try rows.string(0, "form")
    return FrozenForm(
      form: procedure.form(code) ?? Form(form: code, title: code, titleEnglish: code, fields: []),
      values: (content["form"] ?? [:]).merging(names.filter { !$0.value.isEmpty }) { $1 },
      project: content["project"] ?? [:], title: try rows.string(0, "title"), caseNumber: try rows.string(0, "case"),
      day: try rows.string(0, "day"),
      unit: try rows.string(0, "unit"), person: try rows.optionalString(0, "person") ?? "",
      outcome: try rows.optionalString(0, "outcome") ?? "",
      hash: try rows.string(0, "hash"), version: try rows.optionalString(0, "version") ?? "")
  }

  /// The form that was frozen when a task was answered; nil when it had none.
  public func document(ofTask task: Int) throws -> Int? {
    let rows = try session.prepared(Query("work_task_document").text(), [.text(city), .int8(Int64(task))])
    return rows.count == 0 ? nil : Int(try rows.int64(0, "document"))
  }

  /// Facts of a project as texts. Throws `StoreError.noProject`.
  public func project(_ code: String) throws -> [String: String] {
    let rows = try session.prepared(Query("work_project_document").text(), [.text(city), .text(code)])
    guard let text = try rows.optionalString(0, "facts") else { throw StoreError.noProject(code) }
    return try Self.texts("{\"facts\": \(text)}")["facts"] ?? [:]
  }

  /// What happened in the cases of a project, in order.
  public func life(of code: String) throws -> Listing {
    try Listing(session.prepared(Query("work_project_cases").text(), [.text(city), .text(code)]))
  }

  /// JSON objects of one level → texts; lists are joined, objects written as `key value`.
  private static func texts(_ json: String) throws -> [String: [String: String]] {
    guard let outer = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else { return [:] }
    return outer.compactMapValues { inner in (inner as? [String: Any])?.mapValues(Self.text) }
  }

  private static func text(_ value: Any) -> String {
    switch value {
    case is NSNull: ""
    case let list as [Any]: list.map(text).joined(separator: "、")
    case let table as [String: Any]: table.sorted { $0.key < $1.key }.map { "\($0.key) \(text($0.value))" }.joined(separator: "；")
    case let flag as Bool where "\(value)" == "true" || "\(value)" == "false": flag ? "true" : "false"
    default: "\(value)".replacing(/\.0$/, with: "")
    }
  }
}
