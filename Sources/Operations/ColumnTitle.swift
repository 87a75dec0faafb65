public import Diagnostics

/// Columns of lists as people read them.
public enum ColumnTitle {
  public static func text(_ column: String, _ language: Language) -> String { language == .english ? column : titles[column] ?? column }

  /// The same on paper: in English words instead of a column's name.
  public static func paper(_ column: String, _ language: Language) -> String {
    guard language == .english else { return text(column, language) }
    let words = column.split(separator: "_").map(String.init).filter { !["name", "title"].contains($0) || column == $0 }
    return words.map { $0 == "percent" ? "%" : $0 }.joined(separator: " ")
  }

  private static let titles = [
    "run": "方案", "scenario": "情景", "title": "标题", "base_date": "基准日", "served": "保障/参与", "investment": "投资", "status": "状态",
    "is_rehearsal": "推演", "created_at": "运行时间", "created_by": "运行人", "adopted_at": "采纳", "published_at": "公布", "kind": "类型",
    "region": "县市区", "factor": "要素", "vintage": "年份", "project": "项目", "expected": "需要", "found": "现有", "code": "代码", "name": "名称",
    "industry": "行业", "level": "级别", "stage": "阶段", "classes": "类别", "origin": "来源", "field": "字段", "value": "值", "year": "年份",
    "phase": "期次", "quantity": "数量", "unit": "单位", "standing": "依据类型", "basis": "依据", "class": "类别", "is_member": "属于",
    "reason": "理由", "changed_at": "时间", "actor": "经办", "import": "导入", "version": "版本", "is_material": "实质变更", "was": "原值",
    "became": "新值", "document": "文件", "first_day": "起", "last_day": "止", "source": "来源", "key": "参数", "article": "条款", "confirm": "待确认",
    "before": "前", "after": "后", "aliases": "别名", "name_en": "英文", "category": "类别", "state": "状态", "lot": "批次", "pool_region": "要素池",
    "lot_region": "来源地", "valid_to": "有效期止", "case": "事项", "task": "任务", "procedure": "程序", "step": "步骤", "due": "期限", "answers": "可选结果",
    "on_behalf_of": "代谁", "opened_on": "开始", "closed_on": "办结", "waiting": "现由", "result": "结果", "outcome": "结果", "done_by": "办理人",
    "done_on": "办理日", "late": "迟（天）", "round": "轮次", "role": "角色", "person": "人员", "day": "日期", "verb": "动作", "what": "内容", "notice": "编号",
    "text": "内容", "form": "表单", "hash": "散列", "unit_name": "单位名称", "roles": "角色", "phone": "电话", "delegate": "代行", "factors": "要素",
    "people": "人数", "articles": "条款", "cases": "事项数", "open_cases": "未办结", "who": "办理者", "required": "必填", "critical": "关键",
    "planned_from": "计划起", "planned_to": "计划止", "real": "实际", "drift": "偏差（天）", "subject": "对象", "place": "排名", "points": "得分",
    "percent": "得分率", "moved": "名次变动", "indicator": "指标", "weight": "权重", "share": "得分比例", "numerator": "分子", "denominator": "分母",
    "facts": "事实所在", "ticket": "签号", "owner": "单位", "meeting": "会议", "held_on": "日期", "chair": "主持", "items": "议题", "tasks": "下达",
    "item": "序", "item_title": "议题", "decision": "议定事项", "follow_up": "落实事项", "problem": "问题", "project_name": "项目名称",
    "region_name": "县市区", "in_charge": "负责人", "reports": "报告", "report_missing": "欠报", "next_due": "下次", "number": "编号",
    "document_number": "文号", "session": "会话", "begun_at": "开始", "seen_at": "最近", "address": "地址", "agent": "浏览器", "title_en": "英文标题",
    "second_factor": "动态口令", "changed_on": "口令日期", "open_sessions": "会话数", "token": "令牌", "scopes": "权限", "issued_on": "签发日",
    "until": "有效至",
    "job": "任务", "asked_at": "提交", "seconds": "用时（秒）", "attempts": "次数", "fault": "错误", "event": "序号", "at": "时间", "detail": "详情",
    "request": "请求编号", "change": "变化", "holds": "结果", "last_progress": "最近进展",
    "colour": "灯", "land_area": "占地（亩）", "short": "所缺要素", "planned_start": "计划开工", "kind_name": "类别", "sort": "序", "credit_code": "信用代码",
  ]
}
