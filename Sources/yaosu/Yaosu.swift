import ArgumentParser

@main
struct Yaosu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yaosu",
    abstract: "Allocates a city's scarce production factors to its investment projects (要素保障).",
    version: "0.1.0",
    subcommands: [
      Serve.self, WorkerCommand.self, AccountGroup.self, Doctor.self, Db.self, Sample.self, SampleYear.self, ImportGroup.self,
      Estimate.self, ProjectGroup.self, Ledger.self,
      ScenarioGroup.self,
      PlanGroup.self,
      Reclaim.self, Funds.self, CaseGroup.self, Inbox.self, Tick.self, ProcedureGroup.self, OfficerGroup.self, MeetingGroup.self,
      ProblemGroup.self,
      EvaluateCommand.self, AssessGroup.self, DocumentCommand.self, Solve.self, Report.self, Site.self, PolicyGroup.self, Docs.self,
    ])
}
