public import Allocation
public import Diagnostics

/// Aims and what they are counted in, as pages, papers and lists of choices name them.
extension Language {
  public func name(of aim: Aim.Kind) -> String {
    switch aim {
    case .fairness: self("县区公平（最低者优先）", "fairness (the least first)")
    case .equalShares: self("县区均等", "equal shares")
    case .cityPool: self("少用市级池", "spare the city's pool")
    case .change: self("少变动已采纳方案", "change the adopted plan least")
    }
  }
  public func name(of measure: Aim.Measure) -> String {
    switch measure {
    case .score: self("得分", "points")
    case .projects: self("项目数", "projects")
    case .investment: self("投资", "investment")
    }
  }
}
