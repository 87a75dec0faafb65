import ArgumentParser

struct CaseGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Cases (事项): begin, act, look, history. Which there are is data: yaosu procedure list.",
    subcommands: [CaseStart.self, CaseAct.self, CaseVerb.self, CaseList.self, CaseShow.self, CaseHistory.self, CasePlan.self])
}
