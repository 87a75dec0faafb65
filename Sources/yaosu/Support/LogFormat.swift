import ArgumentParser
import Foundation
import Logging
import Operations

/// How the service writes its log, on standard error.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json

  func logger(_ label: String) -> Logger {
    var logger =
      switch self {
      case .text: Logger(label: label, factory: { StreamLogHandler.standardError(label: $0) })
      case .json: Logger(label: label, factory: { JSONLogHandler(label: $0) })
      }
    logger.logLevel = ProcessInfo.processInfo.environment["LOG_LEVEL"].flatMap { Logger.Level(rawValue: $0) } ?? .info
    return logger
  }
}

/// One object a line, for collectors of logs.
struct JSONLogHandler: LogHandler {
  let label: String
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var object = ["time": Date().ISO8601Format(), "level": event.level.rawValue, "label": label, "message": "\(event.message)"]
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) { object[key] = "\(value)" }
    Terminal.note(JSONText.line(object))
  }
}
