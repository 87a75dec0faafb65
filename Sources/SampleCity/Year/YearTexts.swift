/// What officers of the sample city write into forms: made up, each marked as an example.
enum YearTexts {
  /// A sentence for a field of a step, the same for the same task.
  static func text(_ field: FieldName, of task: YearBot.Task) -> String? {
    guard let sentences = byUnit[field]?[task.unit] ?? byField[field] else { return nil }
    let place = YearBot.hash("\(field)/\(task.project)/\(task.unit)/\(task.round)/\(task.opened)") % UInt64(sentences.count)
    return "（示例）" + sentences[Int(place)]
  }

  typealias FieldName = String

  /// Of opinions: each department speaks of its own matter.
  private static let byUnit: [FieldName: [String: [String]]] = [
    "opinion": [
      "land": ["符合国土空间规划，地块在开发区二期范围内。", "用地性质相符，需先完成农用地转用。", "地块涉及少量一般耕地，应落实占补平衡。"],
      "environment": ["符合“三线一单”管控要求。", "应落实挥发性有机物倍量替代后再报环评。", "污水接管条件具备。"],
      "development": ["属鼓励类项目，能耗在当地控制线以内。", "应补充节能审查材料。", "符合产业结构调整指导目录。"],
      "industry": ["符合主导产业方向，补链作用明显。", "建议与现有园区企业错位布局。", "技术装备达到同行业先进水平。"],
      "finance": ["可纳入专项债券储备。", "资金来源基本落实，应明确自筹比例。"],
      "promotion": ["投资协议已签订，资信良好。", "建议补充投资方近三年审计报告。"],
    ]
  ]

  private static let byField: [FieldName: [String]] = [
    "conditions": ["开工前完成补充材料。", "分期实施，先保障一期用地。", "按批复的总量控制指标执行。"],
    "public_opinion": ["同意，办理中请按规划条件执行。", "原则同意。"],
    "revision": ["调整了厂区布局，减少占用耕地。", "补充了节能和减排措施。", "压减建设规模，一期先行。"],
    "necessity": ["项目为当地主导产业补链，投产后带动就业。", "省里已列入重点项目，工期不能再推迟。"],
    "problem": ["变电容量不足，影响二期投产。", "进场道路尚未打通。", "施工期临时用水没有落实。", "与相邻地块的边界有争议。"],
    "task": ["一个月内完成增容并送电。", "打通园区三号路北段。", "协调供水公司接通临时管线。"],
    "measure": ["由主管部门牵头，一周内现场会商。", "先建临时线路，保障设备安装。"],
    "measures": ["成立专班，每周调度一次；倒排工期，责任到人。", "分两段施工，先通临时、后建永久。"],
    "progress": ["已完成现场勘察，方案正在会审。", "施工队伍已进场，完成约一半。", "手续补齐，等待验收。", "与产权单位达成一致，正在签订协议。"],
    "finding": ["现场核实，情况属实。", "资料与现场一致，进度符合要求。", "仍有两项未落实，已当场告知。"],
    "decision": ["同意，由承办单位按期落实。", "原则同意，请完善后组织实施。"],
    "answer": ["资金到位较晚，承诺下月复工。", "受市场影响暂缓，正在引进合作方。", "设备订货延期，预计两月内恢复施工。"],
    "proposal": ["项目停滞超过一年，两次提醒无效，建议收回未使用指标。", "企业书面表示不再实施，建议收回。"],
    "giving_up": ["投资方调整布局，不再实施。", "市场变化，原产品方案不再可行。"],
    "advice": ["可参照现有同类业态管理，附条件准入。", "建议先试点，半年后评估。"],
    "joint_advice": ["容缺受理、并联审批，先行核发规划条件。", "由行业主管部门牵头制定准入要点。"],
    "practice_title": ["容缺受理与并联审批", "“标准地＋承诺制”联动", "一表申请、一次勘验"],
    "practice": ["先受理、后补件，容缺清单之外不得要求补充材料。", "把各部门的现场勘验合并为一次，共用一份记录。"],
    "completion": ["手续全部办结，项目已开工。", "准入、规划、消防事项均已完成。"],
    "formality_line": ["立项、用地、规划、环评、施工许可依次推进，可并联的并联。"], "need_line": ["供电增容、临时用水、职工宿舍。"],
    "work_line": ["桩基、主体、安装、调试四个阶段，每月一个节点。"], "key_dates": ["三月进场，六月主体封顶，十一月设备安装，次年三月试产。"],
    "done_items": ["立项、规划许可、环评、施工许可均已取得。"], "handed_over": ["批复原件九份，图纸两套。"],
    "menu": ["立项、规划、施工许可全程代办。", "环评和节能审查代办，其余协调。"],
    "verification": ["核实属实，符合兑现条件。", "材料齐全，金额与凭证一致。"], "execution": ["资金已拨付到位。"], "grounds": ["依据促进产业发展办法第六条。"],
    "landing_remark": ["进度与承诺基本一致。", "开工早于计划，投资完成较好。"], "production_remark": ["设备运行正常，产能爬坡中。"],
    "target_remark": ["产值达到承诺，税收略低。", "亩均税收高于园区平均。", "产能未释放，限期整改。"],
    "lead": ["客商已考察两次，意向用地一百亩左右。"], "reason": ["主导产业相符，标准厂房可立即使用。", "港口和铁路条件好，配套企业集中。"],
    "note": ["双方已交换协议文本。", "按规定程序办结。"], "remark": ["数据已与统计口径核对。"],
    "standards": ["容积率、绿地率、消防通道按规划条件执行。"], "commitment": ["开工前取得全部条件，接受事后核查。"], "why": ["项目条件成熟，申请列入。", "前期工作滞后，申请调出。"],
    "suspicion": ["申报投资与实际合同差距较大。"], "evidence": ["施工许可证、现场照片、付款凭证。"], "owner_remark": ["配合及时，材料齐全。"],
    "group_remark": ["管家响应快，手续少跑路。"], "policy": ["固定资产投资奖励", "技改贴息"], "policy_basis": ["产业结构调整指导目录鼓励类。"],
    "source": ["招商引资", "企业自主申报"], "difficulty": ["现行目录没有对应业态，准入依据不明确。"], "merits": ["拥有发明专利五项，填补本地空白。"], "matter": ["规划许可和施工许可"],
    "head": ["单位主要负责人"], "in_charge": ["分管负责人"], "contact": ["科室负责人，0635-8280000"], "leader_opinion": ["同意上会。"],
    "refusal": ["现有机制可以办理，不宜单独审议。", "能耗水平不符合准入要求。"], "told_to": ["企业法定代表人"], "expired_note": ["三个月内未签订协议。"],
    "defence": ["数据口径不同，不是有意虚报。"],
  ]
}
