import ArgumentParser
import Diagnostics
import Store

struct CaseAct: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "act", abstract: "Answers a task with one of its outcomes.",
    discussion: """
      yaosu inbox --as land-1
      yaosu case act 12 agree --as land-1 --set opinion=符合规划 --set factors.land=90
      """)
  @Argument(help: "Number of the task (yaosu inbox).")
  var task: Int
  @Argument(help: "Outcome.")
  var outcome: String
  @OptionGroup var act: ActOptions
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = try officer.cases(language)
      let answer = try store.act(task, outcome, form: act.content(language), act.context(officer))
      CaseText.show(answer, language, try store.glossary())
    }
  }
}

struct CaseVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verb", abstract: "What offices do with a task beside answering it (转办、委派、加签、减签、退回、撤回、催办、补正、延期).",
    discussion: """
      yaosu case verb 12 transfer --person land-2 --reason 出差 --as land-1     转办 (delegate: 委派, it comes back)
      yaosu case verb 12 add --unit water --reason 涉及取水 --as hq-1          加签 (remove: 减签 of this task)
      yaosu case verb 12 back --step dissent --reason 材料不全 --as chair-1    退回
      yaosu case verb 12 correct --reason 缺环评附件 --as env-1                补正, the clock stands (resume: it goes on)
      yaosu case verb 12 extend --due 2026-08-10 --reason 专家评审 --as env-1  延期申请 (extend_yes, extend_no: the answer)
      yaosu case verb 12 urge --as hq-1                                        催办
      yaosu case verb 12 withdraw --as land-1                                  撤回, until somebody acts after it
      """)
  @Argument(help: "Number of the task.")
  var task: Int
  @Argument(help: "transfer, delegate, add, remove, back, withdraw, urge, correct, resume, extend, extend_yes or extend_no.")
  var verb: String
  @Option(help: "Of transfer and delegate: to whom.")
  var person: String?
  @Option(help: "Of add: which unit.")
  var unit: String?
  @Option(help: "Of add: which role there. Default: as the others.")
  var role: String?
  @Option(help: "Of back: to which step.")
  var step: String?
  @Option(help: "Of extend: the day asked for.")
  var due: String?
  @Option(help: "Reason, for the history.")
  var reason: String?
  @Option(help: "Key of this act, for retries.")
  var key: String?
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      var arguments: [String: String] = [:]
      (arguments["person"], arguments["unit"], arguments["role"]) = (person, unit, role)
      (arguments["step"], arguments["due"]) = (step, due)
      let context = CaseStore.Context(date: officer.today, key: key, reason: reason)
      let store = try officer.cases(language)
      CaseText.show(try store.verb(verb, task, arguments, context), language, try store.glossary())
    }
  }
}
