import Diagnostics
import Hummingbird
import Operations

/// What ends a request before its page or answer, beside errors of the database.
enum ConsoleError: Error {
  /// No session, or it has ended. `isWrong`: what was shown is no session of ours.
  case signInNeeded
  /// A first or old password opens nothing else.
  case passwordChangeNeeded
  /// The city's rules ask for a second factor, and there is none yet: nothing else is open.
  case secondFactorNeeded
  /// The form was not made for this session, or comes from another site.
  case foreignForm
  /// A token that may only read was used to write.
  case scope
  /// Nothing is here, or nothing that this person may see: both are told alike.
  case notFound
  /// What was changed since the caller has seen it (`If-Match`).
  case changed
  case tooMany(retryAfter: Int)
  /// Sentences about single fields.
  case invalid([FieldFault])
  case unsupportedType(expected: String)
  case busy

  struct FieldFault: Sendable, Encodable {
    var field: String
    var fault: String
  }

  /// What of a wish can't be read or doesn't fit.
  static func invalid(_ fault: Wish.Fault, _ language: Language) -> Self {
    .invalid(fault.places.map { .init(field: "wish.\($0.field)", fault: language("应为 \($0.expected)", "expected \($0.expectedEnglish)")) })
  }
}
