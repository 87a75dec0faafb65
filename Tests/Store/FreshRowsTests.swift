import Postgres
import TestSupport
import Testing

@Suite("Rows that were just written have no statistics")
struct FreshRowsTests {
  /// Storing a plan of 27,000 candidates took nine minutes while its check looped over them, and takes seconds since.
  @Test(
    "[L20.1] what reads the rows of a run while they are being stored never loops over them",
    arguments: ["store_result", "store_unmet", "check_run"])
  func noLoops(_ function: String) throws {
    try TestDatabase.withSession { session in
      let settings = try session.prepared(
        "SELECT coalesce(array_to_string(proconfig, ','), '') AS settings FROM pg_proc WHERE pronamespace = 'plan'::regnamespace AND proname = $1",
        [.text(function)])
      #expect(settings.count == 1)
      #expect(try settings.string(0, "settings").contains("enable_nestloop=off"), "\(function)")
    }
  }
}
