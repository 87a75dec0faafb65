/// What a command or a page refuses by itself, before or beside the database.
public enum CommandError: Error {
  /// Migrations that the database lacks.
  case notMigrated([String])
  case usage(String)
  case refused(String)
  /// Path and reason.
  case cannotWrite(String, String)
  case notConfirmed(String)
}
