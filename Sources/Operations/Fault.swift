import Allocation
public import Diagnostics
import Foundation
import Optimisation
import Postgres
import PrivateCluster
import Store

/// An error in words, with the class that decides over exit code and HTTP status. The one place that makes sentences of errors.
public struct Fault: Sendable {
  public enum Kind: Sendable {
    /// What was asked for is wrong.
    case usage
    /// A file or its content is wrong, or what was named isn't there.
    case data
    /// The database or a library is not there.
    case unavailable
    /// Our mistake.
    case mistake
    case cannotCreate
    /// Something moved or is busy: look again and retry.
    case conflict
    /// Refused by a rule: nothing wrong with the question, but it may not be.
    case refused
  }
  public var text: String
  public var kind: Kind
  /// Diagnostics that are told; the rest is counted.
  private static let shownLimit = 200

  public init(_ error: any Error, _ language: Language) { (text, kind) = Self.describe(error, language) }

  private static func describe(_ error: any Error, _ language: Language) -> (String, Kind) {
    switch error {
    case let error as PostgresError: postgres(error, language)
    case let list as DiagnosticList: (diagnostics(list, language), .data)
    case let error as StoreError: store(error, language)
    case let error as MigrationError: migration(error, language)
    case let error as ClusterError: cluster(error, language)
    case let error as CommandError: command(error, language)
    case let error as ScenarioError: scenario(error, language)
    case let error as GroupError: groups(error, language)
    case let error as RobustPlan.Refusal: (robust(error, language), .refused)
    case let error as YearsTogether.Refusal:
      (
        language(
          "各年合为一个规划（years: together）还不能与 \(error.parts.map(\.rawValue).joined(separator: "、")) 同用：去掉这些键，或改为逐年配置（years: in_turn）。",
          "Years can't be planned together (years: together) with \(error.parts.map(\.rawValue).joined(separator: ", ")) yet: leave these out, or plan the years in turn (years: in_turn)."
        ), .refused
      )
    case let error as PolicyError:
      (
        language(
          "政策参数 \(error.key) 的值“\(error.value)”无法读取，应为 \(error.expected.rawValue)。",
          "Policy parameter \(error.key) has the value “\(error.value)”; expected: \(error.expected.rawValue)."), .data
      )
    case let error as ResourceError:
      (
        language(
          "找不到程序的 sql 目录；已查找：\(error.looked.joined(separator: "、"))。请设置 YAOSU_HOME。",
          "The program's sql folder was not found; looked in \(error.looked.joined(separator: ", ")). Set YAOSU_HOME."),
        .unavailable
      )
    case let error as HighsError: highs(error, language)
    case let error as ImpossiblePlan: (error.text(language), .refused)
    case let error as Wish.Fault:
      (
        error.places.map { language("\($0.field)：应为 \($0.expected)", "\($0.field): expected \($0.expectedEnglish)") }.joined(
          separator: "\n"),
        .data
      )
    case let error as CocoaError:
      (
        language("文件操作失败：", "A file can't be used: ")
          + [error.filePath, error.localizedDescription].compactMap(\.self).joined(separator: ": "),
        .cannotCreate
      )
    default: ("\(error)", .mistake)
    }
  }

  private static func robust(_ refusal: RobustPlan.Refusal, _ language: Language) -> String {
    switch refusal {
    case .pinsNotKept(let weight, let asked):
      language(
        "没有这样的方案：锁定的项目只在权重合计 \(weight) 的情形下全部保得住，要求 \(asked)。请取消部分锁定或降低 --keep。",
        "There is no such plan: the pinned projects are all kept in worlds of weight \(weight), asked are \(asked). Take back pins, or ask for less by --keep."
      )
    case .notWith(let keys):
      language(
        "稳健方案还不能与 \(keys.joined(separator: "、")) 同用：请用没有这些键的情景先作一个方案。",
        "A robust plan can't have \(keys.joined(separator: ", ")) yet: run a scenario without them first.")
    case .timeIsUp:
      language("时间已到，还没有找到方案：请增加求解时间。", "The time ended before any plan was found: allow more seconds.")
    }
  }

  private static func postgres(_ error: PostgresError, _ language: Language) -> (String, Kind) {
    if error.isOurs {
      let isConflict = ["YS104"].contains(error.sqlState)
      return (RefusalText(error: error, language: language).text, isConflict ? .conflict : .refused)
    }
    if error.isOutcomeUnknown {
      return (
        language(
          "提交时连接中断，结果未知。再运行同一命令：同一业务键只会生效一次。",
          "The connection broke during commit; whether it happened is unknown. Run the same command again: one key takes effect once."),
        .conflict
      )
    }
    if error.isConnectionLoss {
      return (
        language(
          "连不上数据库：\(error.message)。用 yaosu doctor 检查，或检查 YAOSU_DATABASE_URL。",
          "The database can't be reached: \(error.message). Check with yaosu doctor, or check YAOSU_DATABASE_URL."), .unavailable
      )
    }
    if error.sqlState == "55P03" || error.isRetryable {
      return (language("数据正被他人使用，请稍后再试：\(error.message)", "Others are using this now; try again: \(error.message)"), .conflict)
    }
    return (language("数据库错误：", "Database error: ") + "\(error)", .mistake)
  }

  private static func diagnostics(_ list: DiagnosticList, _ language: Language) -> String {
    var lines = list.diagnostics.prefix(shownLimit).map { $0.text(language) }
    let hidden = list.total - lines.count
    if hidden > 0 { lines.append(language("……另有 \(hidden) 处。", "… and \(hidden) more.")) }
    lines.append(
      language("共 \(list.total) 处错误，未作任何改动。", list.total == 1 ? "1 error; nothing was done." : "\(list.total) errors; nothing was done."))
    return lines.joined(separator: "\n")
  }

  private static func store(_ error: StoreError, _ language: Language) -> (String, Kind) {
    switch error {
    case .noPolicy(let city, let date):
      (
        language(
          "\(city) 在 \(date.iso) 没有有效的政策版本。用 yaosu policy show 查看各版本的起止日期。",
          "No policy version of \(city) is in force on \(date.iso). See yaosu policy show."), .data
      )
    case .badParameter(let key, let value):
      (language("政策参数 \(key) 中有无法识别的条件“\(value)”。", "Policy parameter \(key) has an unknown condition “\(value)”."), .data)
    case .inconsistent(let what): (language("数据库内容不一致：\(what)", "The database is inconsistent: \(what)"), .mistake)
    case .noRun(let run):
      (language("没有编号为 \(run) 的方案；用 yaosu plan list 查看。", "There is no run \(run); see yaosu plan list."), .data)
    case .noProject(let code):
      (
        language("项目库中没有 \(code)；用 yaosu project list --search 查找。", "No project \(code); look with yaosu project list --search."),
        .data
      )
    case .noProcedure(let name, let known):
      (
        language(
          "没有有效的程序 \(name)；可选：\(Set(known).sorted().joined(separator: "、"))。用 yaosu procedure load 装入程序文件。",
          "No procedure \(name) is in force; there are \(Set(known).sorted().joined(separator: ", ")). Load files with yaosu procedure load."
        ),
        .data
      )
    case .noIndicator(let name, let known):
      (
        language(
          "没有考核指标 \(name)；可选：\(known.joined(separator: "、"))。", "There is no indicator \(name); there are \(known.joined(separator: ", "))."
        ),
        .data
      )
    case .changedProcedures(let changes):
      (
        language(
          "已装入的版本与文件内容不同：\(changes.map { "\($0.procedure) \($0.version)（\($0.parts.joined(separator: "、"))）" }.joined(separator: "；"))。"
            + "未结事项按原版本办完；装为新版本、自某日起施行：yaosu procedure load [文件 …] --from 日期。",
          "Files differ from the versions that are there: \(changes.map { "\($0.procedure) \($0.version) (\($0.parts.joined(separator: ", ")))" }.joined(separator: "; ")). "
            + "Open cases end under the old version; to take the files in as new versions in force from a day on: yaosu procedure load [FILE …] --from DAY."
        ), .data
      )
    case .noCase(let number):
      (language("没有事项 \(number)；用 yaosu case list 查看。", "There is no case \(number); see yaosu case list."), .data)
    case .badDay(let day):
      (language("“\(day)”不是日期，写成 2026-07-01。", "“\(day)” is no day; write 2026-07-01."), .usage)
    case .noPerson(let code):
      (language("没有在岗人员 \(code)；用 yaosu officer list 查看。", "There is no \(code) at work; see yaosu officer list."), .data)
    case .noDocument(let number):
      (
        language("没有编号为 \(number) 的文书；yaosu case show 列出事项的文书。", "There is no document \(number); yaosu case show lists those of a case."),
        .data
      )
    case .noMeeting(let number):
      (language("没有会议 \(number)；用 yaosu meeting list 查看。", "There is no meeting \(number); see yaosu meeting list."), .data)
    case .noReport(let name, let known):
      (
        language("没有名为 \(name) 的报表；可选：\(known.joined(separator: "、"))。", "No report \(name); there are \(known.joined(separator: ", "))."),
        .usage
      )
    case .noColumn(let name, let known):
      (
        language("没有名为 \(name) 的列；可选：\(known.joined(separator: "、"))。", "No column \(name); there are \(known.joined(separator: ", "))."),
        .usage
      )
    case .planRefused(let failures):
      (
        language("方案没有通过整数核对，未保存：\n", "The plan failed the whole-number check and was not stored:\n")
          + failures.prefix(20).joined(separator: "\n"), .mistake
      )
    }
  }

  private static func migration(_ error: MigrationError, _ language: Language) -> (String, Kind) {
    switch error {
    case .edited(let name):
      (
        language(
          "迁移 \(name) 在执行之后被修改过；请恢复原文件，把改动写成新的迁移。", "Migration \(name) was edited after it was applied; restore it and write a new one."),
        .data
      )
    case .missing(let name):
      (
        language(
          "数据库执行过迁移 \(name)，但程序里没有它：程序比数据库旧。",
          "The database has migration \(name), which this program lacks: the program is older than the database."), .data
      )
    case .notVerified(let name):
      (language("迁移 \(name) 的验证没有通过，已回滚。", "Migration \(name) failed its verification and was rolled back."), .mistake)
    case .failed(let file, let error):
      (language("执行 \(file) 失败，已回滚：", "\(file) failed and was rolled back: ") + "\(error)", .mistake)
    case .badNumber(let name): (language("迁移文件编号不连续：\(name)", "Migration numbers have a gap: \(name)"), .mistake)
    }
  }

  private static func cluster(_ error: ClusterError, _ language: Language) -> (String, Kind) {
    switch error {
    case .noServer:
      (
        language(
          "没有安装 PostgreSQL 服务器：apt-get install postgresql postgis", "No PostgreSQL server is installed: apt-get install postgresql postgis"),
        .unavailable
      )
    case .noUser(let user):
      (language("没有系统用户 \(user)：安装 postgresql 包会建立它。", "No system user \(user): the package postgresql makes it."), .unavailable)
    case .unreachable(let path): (language("用户 postgres 进不了 \(path)", "The user postgres can't enter \(path)"), .unavailable)
    case .command(let name, let output): (language("\(name) 失败：", "\(name) failed: ") + output, .unavailable)
    }
  }

  private static func command(_ error: CommandError, _ language: Language) -> (String, Kind) {
    switch error {
    case .notMigrated(let pending):
      (
        language(
          "数据库缺少 \(pending.count) 个迁移（\(pending.first ?? "") 起）。先运行 yaosu db migrate。",
          "The database lacks \(pending.count) migrations (from \(pending.first ?? "")). Run yaosu db migrate first."),
        .unavailable
      )
    case .usage(let text): (text, .usage)
    case .refused(let text): (text, .refused)
    case .cannotWrite(let path, let why): (language("无法写入 \(path)：\(why)", "Can't write \(path): \(why)"), .cannotCreate)
    case .notConfirmed(let what): (language("\(what)：需要 --yes 确认。", "\(what): confirm with --yes."), .usage)
    }
  }

  private static func highs(_ error: HighsError, _ language: Language) -> (String, Kind) {
    switch error {
    case .libraryMissing(let places, let loader):
      (
        language(
          "找不到求解器库 libhighs.so.1（\(loader)）。已查找：\(places.joined(separator: "、"))。运行 ./quickstart 安装，或用 YAOSU_HIGHS 指出它的路径。",
          "\(error)"), .unavailable
      )
    case .libraryUnusable(let path, let reason):
      (language("求解器库 \(path) 不能使用：\(reason)", "\(error)"), .unavailable)
    case .programRefused, .failed, .malformed: (language("求解器出错：\(error)", "\(error)"), .mistake)
    }
  }

  private static func groups(_ error: GroupError, _ language: Language) -> (String, Kind) {
    let lines = error.problems.map { problem in
      let codes = problem.projects.joined(separator: language("、", ", "))
      return switch problem.kind {
      case .tiers:
        language(
          "项目组“\(problem.group)”：\(codes) 的保障级别不相配（同进同出须同级，先行项目不得晚于后续项目）",
          "group “\(problem.group)”: the tiers of \(codes) don't match (mates are of one tier, a leader of no later one)")
      case .circle:
        language(
          "项目组“\(problem.group)”：\(codes) 互为先行，没有谁能先开始；请去掉其中一个先后关系，或改为同进同出",
          "group “\(problem.group)”: \(codes) wait for each other, so none can be first; take one of the orders away, or make them mates")
      case .pins:
        language("项目组“\(problem.group)”：\(codes) 的锁定相互矛盾", "group “\(problem.group)”: the pins of \(codes) contradict each other")
      case .variants:
        language(
          "项目组“\(problem.group)”：\(codes) 有备选方案，不能同进同出或先后相依；请删去其备选或移出该组",
          "group “\(problem.group)”: \(codes) has variants, so it can't be a mate, leader or follower; take away its variants or take it out of the group"
        )
      case .needsNothing:
        language(
          "备选方案 \(codes) 不需要任何要素，无从比较；请写明其需求", "the variant \(codes) asks for nothing, so there is nothing to choose; say what it demands")
      }
    }
    return (language("情景中的项目组不能成立：\n", "The scenario's groups can't be held:\n") + lines.joined(separator: "\n"), .data)
  }

  private static func scenario(_ error: ScenarioError, _ language: Language) -> (String, Kind) {
    let lines = error.unknown.map { name in
      switch name.kind {
      case .region: language("没有代码为 \(name.name) 的县市区", "no region \(name.name)")
      case .factor: language("没有代码为 \(name.name) 的要素", "no factor \(name.name)")
      case .project: language("项目库中没有 \(name.name)", "no project \(name.name)")
      case .tier: language("政策没有保障级别“\(name.name)”，或写了两次", "the policy has no tier “\(name.name)”, or it stands twice")
      case .idlePin:
        language(
          "\(name.name) 锁定为必须保障，但不参与配置（未入储备库、被筛选排除，或不需要任何要素）：去掉锁定，或先让它参与",
          "\(name.name) is pinned as must, but doesn't compete (not in reserve, outside the filter, or asking for nothing): take the pin away, or let it compete first"
        )
      case .largePool:
        language(
          "要素池 \(name.name) 超过上限 \(Quantity.largest.decimal)：改小 supply 的 times 或 plus",
          "pool \(name.name) would hold more than \(Quantity.largest.decimal): make times or plus of supply smaller")
      case .owner: language("项目库中没有业主 \(name.name) 的项目", "no project of an owner \(name.name)")
      }
    }
    return (language("情景与本市数据不符：\n", "The scenario doesn't fit this city:\n") + lines.joined(separator: "\n"), .data)
  }
}
