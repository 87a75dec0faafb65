import ArgumentParser

struct Ledger: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Books quota: deposits, advances, transfers, loans, grants, use; balances, history, traces, proof.",
    discussion: "Every event takes --document, --reason, --date, --decided-by, --key and --preview.",
    subcommands: [
      LedgerDeposit.self, LedgerAdvance.self, LedgerSettle.self, LedgerTransfer.self, LedgerLend.self, LedgerReturn.self, LedgerGrant.self,
      LedgerUse.self, LedgerRelease.self, LedgerExpire.self, LedgerCorrect.self, LedgerFreeze.self, LedgerUnfreeze.self, LedgerBalance.self,
      LedgerHistory.self, LedgerTrace.self, LedgerVerify.self,
    ])
}
