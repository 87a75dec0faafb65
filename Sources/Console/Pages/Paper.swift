import Hummingbird
import Operations

/// Pages that were made to be printed: they carry their own styles, and nothing else may run in them.
enum Paper {
  static func response(_ html: String) -> Response {
    var response = Response.html(HTML(trusted: html))
    response.headers[.init("Content-Security-Policy")!] =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'"
    return response
  }

  static func workbook(_ name: String, _ write: (String) throws -> Void) throws -> Response {
    let bytes = try TemporaryFile.made("\(name).xlsx", write)
    return .file(ByteBuffer(bytes: bytes), type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: "\(name).xlsx")
  }
}
