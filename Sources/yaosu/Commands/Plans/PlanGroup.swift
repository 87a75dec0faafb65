import ArgumentParser

struct PlanGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Shows, explains, checks, adopts, publishes and reports runs.",
    subcommands: [
      PlanList.self, PlanShow.self, PlanExplain.self, PlanFits.self, PlanTry.self, PlanAlternatives.self, PlanLadder.self,
      PlanFrontier.self, PlanLendable.self, PlanAdvance.self, PlanStress.self, PlanRobust.self, PlanCheckCommand.self,
      PlanCertificate.self, PlanProof.self,
      PlanAdopt.self,
      PlanPublish.self,
      PlanReportCommand.self,
    ])
}
