public import Allocation

/// What the store refuses before or beside the database's own errors.
public enum StoreError: Error, Hashable, Sendable {
  case noPolicy(city: String, date: CivilDate)
  case badParameter(key: String, value: String)
  /// A code that foreign keys should have kept.
  case inconsistent(String)
  case noRun(Int)
  case noProject(String)
  case noProcedure(String, known: [String])
  /// Files say something else than is kept under their versions.
  case changedProcedures([ProcedureStore.Change])
  case noCase(Int)
  case badDay(String)
  case noPerson(String)
  case noDocument(Int)
  case noMeeting(Int)
  case noReport(String, known: [String])
  case noColumn(String, known: [String])
  case noIndicator(String, known: [String])
  /// The plan failed the whole-number check; it was not stored.
  case planRefused([String])
}
