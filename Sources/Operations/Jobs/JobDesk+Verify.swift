import Diagnostics
import Store

/// What `ledger verify` and `account verify` prove, and the histories of cases, in one result that is kept.
extension JobDesk {
  func verify(_ ask: Job.Verify, _ job: JobStore.Job) throws -> Job.Verify.Result {
    let parts: [(name: String, checks: () throws -> [Job.Verify.Check])] = [
      (language("台账", "ledger"), ledgerChecks), (language("办理历史", "histories of cases"), caseChecks),
      (language("审计记录", "security record"), recordChecks),
      (language("自上次核验以来", "since the verification before"), { try continuation(of: job) }),
    ]
    var checks: [Job.Verify.Check] = []
    for (place, part) in parts.enumerated() {
      guard watch(language("核验 \(part.name)（\(place + 1)/\(parts.count)）", "verifying the \(part.name) (\(place + 1) of \(parts.count))"))
      else {
        throw CancellationError()
      }
      checks += try part.checks()
    }
    return .init(
      holds: checks.allSatisfy(\.holds), checks: checks, heads: try VerificationStore(session, city: city).heads())
  }

  private func ledgerChecks() throws -> [Job.Verify.Check] {
    try LedgerStore(session, city: city).verify().map { .init(part: "ledger", check: $0.name, holds: $0.isFine, detail: $0.detail) }
  }

  private func caseChecks() throws -> [Job.Verify.Check] {
    let faults = try ProcedureStore(session, city: city).verify().rows.map { "\($0[0] ?? "")/\($0[1] ?? "")" }
    let told = faults.prefix(Job.Verify.toldLimit).joined(separator: ", ")
    let detail = faults.isEmpty ? "" : language("\(faults.count) 件（案件/事件）：\(told)", "\(faults.count) (case/event): \(told)")
    return [.init(part: "cases", check: "seals", holds: faults.isEmpty, detail: detail)]
  }

  private func recordChecks() throws -> [Job.Verify.Check] {
    let fault = try AccountStore(session, city: city).firstFault()
    let detail = fault.map { language("第 \($0.event) 条（\($0.fault)）", "line \($0.event) (\($0.fault))") } ?? ""
    return [.init(part: "record", check: "seals", holds: fault == nil, detail: detail)]
  }

  /// A chain that was written anew as a whole agrees with itself, but not with where it ended the last time.
  private func continuation(of job: JobStore.Job) throws -> [Job.Verify.Check] {
    let store = VerificationStore(session, city: city)
    guard let last = try store.last(before: job.number), let result = Job.read(Job.Verify.Result.self, last.result) else { return [] }
    let now = try store.now(result.heads)
    return result.heads.map { head in
      let detail = language("第 \(head.number) 号，任务 \(last.job)", "number \(head.number), job \(last.job)")
      return .init(part: "since", check: head.part, holds: now.contains(head), detail: detail)
    }
  }
}
