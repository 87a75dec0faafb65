import Foundation
import Postgres
import Store
import TestSupport
import Testing

@Suite("Jobs: taken by one worker, taken over when it dies, cancelled, bounded")
struct JobTests {
  private func ask(_ city: CaseFixture, _ key: String, _ person: String = "hq-1", payload: String = "{\"name\": \"base\"}") throws -> Int64
  {
    try JobStore(city.session, city: CaseFixture.city).ask(city.caller(person, key: key), kind: "scenario", title: "t", payload: payload)
  }

  @Test("one key is one job; two workers at once take two jobs, or one of them none")
  func take() throws {
    try CaseFixture.with { city in
      let first = try ask(city, "a")
      #expect(try ask(city, "a") == first)
      #expect(try city.refusal { _ = try ask(city, "a", payload: "{}") } == "YS315")
      let second = try ask(city, "b")
      let (one, other) = (try Session(city.conninfo), try Session(city.conninfo))
      // Held open, so that the rows are locked while the other looks.
      try one.transaction { one in
        let (mine, theirs) = (JobStore(one, city: CaseFixture.city), JobStore(other, city: CaseFixture.city))
        let taken = [
          try mine.take(worker: "w1", silence: 30)?.number, try theirs.take(worker: "w2", silence: 30)?.number,
          try theirs.take(worker: "w2", silence: 30)?.number,
        ]
        #expect(taken == [first, second, nil])
      }
    }
  }

  @Test("a silent worker's job is another's, its own result is refused, and after three it has failed")
  func takeOver() throws {
    try CaseFixture.with { city in
      let job = try ask(city, "a")
      let store = JobStore(city.session, city: CaseFixture.city)
      for attempt in 1...3 {
        #expect(try store.take(worker: "w\(attempt)", silence: 30)?.attempt == attempt)
        #expect(try store.take(worker: "x", silence: 30) == nil, "it lives")
        try city.session.script("UPDATE jobs.job SET beat_at = beat_at - interval '31 seconds'")
      }
      #expect(try city.refusal { try store.finish(job, worker: "w1", .done("{}")) } == "YS409")
      #expect(try store.take(worker: "w4", silence: 30) == nil)
      #expect(try store.standing(job)?.state == "failed")
    }
  }

  @Test("cancelled at once while it waits, at its next beat while it runs; only one's own")
  func cancel() throws {
    try CaseFixture.with { city in
      let (first, second) = (try ask(city, "a"), try ask(city, "b"))
      let store = JobStore(city.session, city: CaseFixture.city)
      #expect(try store.cancel(city.caller("hq-1"), first) == "cancelled")
      #expect(try store.take(worker: "w", silence: 30)?.number == second)
      #expect(try store.beat(second, worker: "w", progress: "{\"text\": \"half\"}") == false)
      #expect(try store.cancel(city.caller("hq-1"), second) == "running")
      #expect(try store.beat(second, worker: "w", progress: nil) == true)
      try store.finish(second, worker: "w", .cancelled)
      #expect(try store.standing(second)?.state == "cancelled")
      try city.open("land-1", "hq-1")
      let service = try city.service()
      try city.signIn("land-1", secret: "l", on: service)
      let third = try ask(city, "c")
      #expect(
        try city.refusal {
          _ = try city.asPerson("l", on: service) { _ in try JobStore(service, city: CaseFixture.city).cancel(city.caller("land-1"), third)
          }
        } == "YS405")
      #expect(
        try city.asPerson("l", on: service) { _ in try JobStore(service, city: CaseFixture.city).standing(third) == nil } == true,
        "not to be seen")
    }
  }

  @Test("ten that wait are enough for one person; a county clerk plans nothing")
  func limits() throws {
    try CaseFixture.with { city in
      for number in 0..<10 { _ = try ask(city, "k\(number)") }
      #expect(try city.refusal { _ = try ask(city, "k10") } == "YS410")
      try city.open("s-1")
      let service = try city.service()
      try city.signIn("s-1", secret: "s", on: service)
      #expect(
        try city.refusal {
          _ = try city.asPerson("s", on: service) { _ in
            try JobStore(service, city: CaseFixture.city).ask(city.caller("s-1", key: "x"), kind: "scenario", title: "t", payload: "{}")
          }
        } == "YS405")
    }
  }
}
