internal import Allocation
internal import Foundation

extension SampleCity {
  /// What has been written.
  public struct Written: Sendable, Equatable {
    public var projects = 0
    public var quotaRows = 0
    public var openingRows = 0
    public var officers = 0
    public var enterprises = 0
  }

  /// Writes projects.csv, quota.csv, openings.csv, officers.csv and enterprises.csv into `folder`, which is made when it isn't there; files of these names are replaced.
  /// `progress` is called with the number of projects done of twice `projects`, every 4,096: the first pass measures the need that quota
  /// is cut to, the second writes. Throws what the file system throws.
  @discardableResult
  public func write(to folder: String, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) throws -> Written {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var written = Written()
    let total = 2 * projects
    let supply = Supply(seed: seed, need: need { progress($0, total) })
    let quota = supply.rows()
    let quotaFile = try OutputFile(path: folder + "/quota.csv")
    try quotaFile.write(CSV.byteOrderMark + CSV.line(QuotaTable.headers))
    for row in quota { try quotaFile.write(QuotaTable.line(row)) }
    try quotaFile.close()
    written.quotaRows = quota.count

    let projectFile = try OutputFile(path: folder + "/projects.csv")
    let openingFile = try OutputFile(path: folder + "/openings.csv")
    try projectFile.write(CSV.byteOrderMark + ProjectColumn.headerLine)
    try openingFile.write(CSV.byteOrderMark + CSV.line(QuotaTable.openingHeaders))
    for opening in supply.expectedPlans() {
      try openingFile.write(QuotaTable.line(opening))
      written.openingRows += 1
    }
    let enterpriseFile = try OutputFile(path: folder + "/enterprises.csv")
    try enterpriseFile.write(CSV.byteOrderMark + CSV.line(SampleEnterprise.headers))
    var enterprises: [(owner: String, region: String)] = []
    for project in rows {
      if let stage = project.stage, [.planning, .consultation, .construction].contains(stage), project.isGenerated,
        enterprises.count < Self.mostEnterprises
      {
        enterprises.append((project.builder, Places.regions[project.region].name))
      }
      if let enterprise = SampleEnterprise(owning: project, seed: seed, number: written.projects) {
        try enterpriseFile.write(CSV.line(enterprise.cells))
        written.enterprises += 1
      }
      try projectFile.write(ProjectColumn.line(project))
      for opening in project.openings {
        try openingFile.write(QuotaTable.line(opening))
        written.openingRows += 1
      }
      written.projects += 1
      if written.projects % 4_096 == 0 { progress(projects + written.projects, total) }
    }
    try projectFile.close()
    try openingFile.close()
    try enterpriseFile.close()
    let officers = SampleOfficers(seed: seed, enterprises: enterprises)
    let officerFile = try OutputFile(path: folder + "/officers.csv")
    try officerFile.write(officers.csv)
    try officerFile.close()
    written.officers = officers.all.count
    progress(total, total)
    return written
  }

  /// Owners of projects that get an officer of their own.
  static let mostEnterprises = 300

  /// Headers of projects.csv, for documents and for the import's mapping.
  public static var projectHeaders: [String] { ProjectColumn.all.map(\.header) }
  /// Headers of quota.csv.
  public static var quotaHeaders: [String] { QuotaTable.headers }
  /// Headers of openings.csv.
  public static var openingHeaders: [String] { QuotaTable.openingHeaders }
}
