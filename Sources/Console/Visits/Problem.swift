import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Postgres
import Store

/// An error as RFC 9457 has it, with the codes and facts that the CLI tells.
struct Problem: Encodable, Sendable {
  /// `/problems/CODE`: the same code means the same everywhere.
  var type: String
  var title: String
  var status: Int
  var detail: String
  /// Number of the request, which stands in the log.
  var instance: String
  var code: String
  var errors: [ConsoleError.FieldFault]?
  var diagnostics: [Place]?

  /// A mistake in a file, at its place.
  struct Place: Encodable, Sendable {
    var code: String
    var file: String
    var sheet: String?
    var row: Int?
    var column: Int?
    var found: String
    var expected: String
    var text: String
  }
  static let diagnosticLimit = 200

  init(_ error: any Error, _ language: Language, request: String) {
    (code, status) = Self.code(of: error)
    title = Self.titles[status].map { language($0.0, $0.1) } ?? language("出错了", "Something went wrong")
    type = "/problems/\(code)"
    instance = request
    detail = Self.detail(of: error, language, status)
    if case .invalid(let faults)? = error as? ConsoleError { errors = faults }
    if let list = error as? DiagnosticList {
      diagnostics = list.diagnostics.prefix(Self.diagnosticLimit).map {
        Place(
          code: $0.code.rawValue, file: $0.place.file, sheet: $0.place.sheet, row: $0.place.row, column: $0.place.column, found: $0.found,
          expected: $0.expected, text: $0.text(language))
      }
    }
  }

  /// Our own mistakes say nothing of the inside; the log does.
  var isOurMistake: Bool { status >= 500 }

  private static func code(of error: any Error) -> (String, Int) {
    switch error {
    case let error as ConsoleError: console(error)
    case let error as any HTTPResponseError: ("H\(error.status.code)", error.status.code)
    case let error as PostgresError where error.isOurs: (error.sqlState ?? "", ours(error.sqlState ?? ""))
    case let error as PostgresError:
      if error.isConnectionLoss || error.sqlState == "53300" {
        ("D503", 503)
      } else if error.sqlState == "55P03" || error.isRetryable || error.isOutcomeUnknown {
        ("D409", 409)
      } else if ["42501"].contains(error.sqlState) {
        ("D403", 403)
      } else if error.sqlState?.hasPrefix("22") == true || error.sqlState?.hasPrefix("23") == true {
        // A value that the column's type or a constraint of the database refuses.
        ("D422", 422)
      } else {
        ("D500", 500)
      }
    case is DiagnosticList: ("F422", 422)
    case let error as StoreError: store(error)
    case is CommandError: ("C422", 422)
    case is ImpossiblePlan, is ScenarioError, is GroupError, is PolicyError: ("P422", 422)
    case is CancellationError: ("H503", 503)
    default: ("X500", 500)
    }
  }

  private static func console(_ error: ConsoleError) -> (String, Int) {
    switch error {
    case .signInNeeded: ("A401", 401)
    case .passwordChangeNeeded: ("A403P", 403)
    case .secondFactorNeeded: ("A403T", 403)
    case .foreignForm: ("A403F", 403)
    case .scope: ("A403S", 403)
    case .notFound: ("H404", 404)
    case .changed: ("H412", 412)
    case .tooMany: ("H429", 429)
    case .invalid: ("V422", 422)
    case .unsupportedType: ("H415", 415)
    case .busy: ("H503", 503)
    }
  }

  private static func ours(_ code: String) -> Int {
    switch code {
    case "YS205", "YS306", "YS102", "YS107", "YS407", "YS302", "YS303": 404
    case "YS308", "YS405", "YS313", "YS408": 403
    case "YS104", "YS003", "YS315", "YS307", "YS312", "YS316", "YS317", "YS409", "YS314", "YS311", "YS005", "YS305": 409
    case "YS410": 429
    default: 422
    }
  }

  private static func store(_ error: StoreError) -> (String, Int) {
    switch error {
    case .noRun, .noProject, .noProcedure, .noCase, .noPerson, .noDocument, .noMeeting, .noReport: ("S404", 404)
    case .noPolicy, .badParameter, .badDay, .noColumn, .noIndicator, .changedProcedures: ("S422", 422)
    case .inconsistent, .planRefused: ("S500", 500)
    }
  }

  private static func detail(of error: any Error, _ language: Language, _ status: Int) -> String {
    if let error = error as? ConsoleError { return text(of: error, language) }
    if let error = error as? any HTTPResponseError {
      return (error as? HTTPError)?.body ?? language("请求无法处理。", "The request can't be handled.")
    }
    if let error = error as? PostgresError, status == 422, !error.isOurs {
      return language("有一个值不被接受：", "A value isn't accepted: ") + error.message
    }
    if status >= 500 {
      return language(
        "服务器出错，已记入日志；请稍后再试，或把编号告诉管理员。", "A fault of the server, which is in the log. Try again later, or tell the administrator the number."
      )
    }
    return Fault(error, language).text
  }

  private static func text(of error: ConsoleError, _ language: Language) -> String {
    switch error {
    case .signInNeeded: language("请先登录；会话可能已结束。", "Sign in first; the session may have ended.")
    case .passwordChangeNeeded: language("请先修改口令。", "Change the password first.")
    case .secondFactorNeeded: language("请先绑定动态口令。", "Set up a second factor first.")
    case .foreignForm: language("表单不属于本次会话；请刷新页面后重试。", "The form doesn't belong to this session; reload the page and try again.")
    case .scope: language("此令牌只能读取。", "This token may only read.")
    case .notFound: language("没有这个页面或对象，或您无权查看。", "There is no such page or object, or it isn't yours to see.")
    case .changed: language("在您查看之后已有改动；请重新读取后再试。", "It was changed since you read it; read it again, then try again.")
    case .tooMany(let seconds): language("请求太频繁，请在 \(seconds) 秒后再试。", "Too many requests; try again in \(seconds) s.")
    case .invalid(let faults): faults.map { "\($0.field)：\($0.fault)" }.joined(separator: "\n")
    case .unsupportedType(let expected): language("内容类型应为 \(expected)。", "The content type should be \(expected).")
    case .busy: language("服务器正忙，请稍后再试。", "The server is busy; try again soon.")
    }
  }

  private static let titles: [Int: (String, String)] = [
    400: ("请求有误", "Bad request"), 401: ("需要登录", "Sign-in needed"), 403: ("不允许", "Not allowed"), 404: ("没有找到", "Not found"),
    405: ("方法不适用", "Method not allowed"), 409: ("与现状冲突", "Conflict"), 413: ("内容过大", "Too large"),
    415: ("类型不支持", "Unsupported type"), 422: ("内容有误", "Not acceptable content"), 429: ("过于频繁", "Too many requests"),
    500: ("服务器出错", "Server fault"), 503: ("暂不可用", "Not available now"),
  ]
}
