import Passwords

/// One password at a time: each takes 19 MiB and some 30 ms of a core, so that a flood of sign-ins waits here and leaves the rest of the service alone.
actor PasswordDesk {
  private var waiting = 0
  private static let most = 50

  func fits(_ password: String, _ hash: String?) async throws -> Bool {
    try await turn {
      if let hash { return PasswordHash.fits(password, hash) }
      PasswordHash.pretend(password)
      return false
    }
  }

  func hash(_ password: String) async throws -> String { try await turn { try PasswordHash.make(password) } }

  private func turn<R: Sendable>(_ body: () throws -> R) async throws -> R {
    guard waiting < Self.most else { throw ConsoleError.busy }
    waiting += 1
    defer { waiting -= 1 }
    await Task.yield()
    return try body()
  }
}
