import ArgumentParser
import Diagnostics
import Operations

/// The one place that turns errors into sentences on the terminal and exit codes.
enum Failure {
  /// Runs a command's body; says in one message what went wrong and ends with the code of its class.
  static func report<R>(_ language: Language, _ body: () throws -> R) throws -> R {
    do { return try body() } catch { throw exit(error, language) }
  }

  /// The same for asynchronous bodies.
  static func report<R>(_ language: Language, _ body: () async throws -> R) async throws -> R {
    do { return try await body() } catch { throw exit(error, language) }
  }

  private static func exit(_ error: any Error, _ language: Language) -> any Error {
    if error is ExitCode || error is ValidationError || error is CleanExit { return error }
    let fault = Fault(error, language)
    Terminal.note(fault.text)
    return ExitClass.code(of: fault.kind)
  }
}
