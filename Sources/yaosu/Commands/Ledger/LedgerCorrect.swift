import ArgumentParser
import Store

struct LedgerCorrect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Corrects a batch by a counter-batch that refers to it; history is never changed.",
    discussion: """
      yaosu ledger correct --batch 17 --reason 录入错误 --document …
      """)
  @Option(help: "Number of the batch to take back.")
  var batch: Int64
  @OptionGroup var event: LedgerEventOptions

  func run() throws {
    try event.post(.correct) { names in
      var line = LedgerStore.Line()
      line.batch = batch
      return [line]
    }
  }
}
