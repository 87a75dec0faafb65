internal import Allocation
internal import Procedures

/// The keys of a procedure's file.
enum ProcedureShape {
  static let mostSteps = 200
  static let mostFields = 200
  private static let code = Kind.text(most: 64)
  private static let line = Kind.text(most: 300)
  private static let codes = Kind.list(.text(most: 64), most: 100)
  private static let conditions = Kind.list(.object(condition), most: 50)
  private static let effects = Kind.list(.object(effect), most: 50)

  static let file = Shape(fields: [
    Field("procedure", code, required: true, "程序代码", "Code of the procedure."),
    Field("version", code, required: true, "版本；改动程序就是新的版本", "Version; a changed procedure is a new one."),
    Field("title", line, required: true, "中文名称", "Title in Chinese."),
    Field("title_en", line, required: true, "英文名称", "Title in English."),
    Field("document", line, required: true, "所依据的文件", "The document that it carries out."),
    Field("articles", codes, required: true, "条款编号", "Ids of its articles."),
    Field("from", .date, required: true, "起始日", "First day."),
    Field("until", .date, "终止日；缺省到下一版本", "Last day. Default: until the next version."),
    Field("subject", .choice(Procedure.Subject.allCases.map(\.rawValue)), required: true, "事项的对象", "What a case is about."),
    Field("on_change", code, "项目内容实质变更时退回的步骤（第十二条）", "Step to which a material change of the project returns the case (L12)."),
    Field("start", .object(start), required: true, "由谁、何时、从哪里开始", "Who begins a case, when, and where."),
    Field("forms", .list(.object(form), most: 50), "表单", "Forms."),
    Field("steps", .list(.object(step), most: mostSteps), required: true, "步骤", "Steps."),
  ])

  private static let start = Shape(fields: [
    Field("by", codes, required: true, "可发起的角色", "Roles that may begin it."),
    Field("units", codes, "限定单位；缺省不限", "Units whose people may begin it. Default: any."),
    Field("form", code, "发起时的表单", "Form."),
    Field("stages", codes, "项目应处的阶段", "Stages in which the project must be."),
    Field("scope", .list(.object(scope), most: 50), "适用范围，不符时的说明", "What must hold, each with the sentence that refuses."),
    Field("many", .flag, "同一项目可同时有多件", "Several open cases for one project."),
    Field("to", codes, required: true, "首个步骤", "First steps."),
    Field("do", effects, "发起时的效果", "Effects of beginning."),
    Field("automatic", .object(automatic), "由每日作业自动发起", "Begun by the daily job."),
  ])

  private static let scope = Shape(fields: [
    Field("when", conditions, required: true, "条件", "Conditions."), Field("text", line, required: true, "不符时的说明", "The refusal."),
    Field("text_en", line, "不符时的英文说明", "The refusal in English."),
  ])

  private static let automatic = Shape(fields: [
    Field("stages", codes, "项目阶段", "Stages of projects."), Field("kinds", codes, "单位类型", "Kinds of units."),
    Field("when", conditions, "条件", "Conditions."),
    Field("every", .choice(Procedure.Automatic.Period.allCases.map(\.rawValue)), required: true, "频次", "How often."),
    Field("pause", .text(most: 40), "办结后多久不再发起", "After a closed case, none for so long."),
  ])

  private static let form = Shape(fields: [
    Field("form", code, required: true, "表单代码", "Code."), Field("title", line, required: true, "中文名称", "Title in Chinese."),
    Field("title_en", line, required: true, "英文名称", "Title in English."), Field("signature", line, "落款", "Who signs."),
    Field("signature_en", line, "英文落款", "Who signs, in English."), Field("pledge_en", .text(most: 2_000), "英文承诺", "The pledge in English."),
    Field("pledge", .text(most: 2_000), "承诺", "Sentence above the signature."),
    Field("fields", .list(.object(field), most: mostFields), required: true, "字段", "Fields."),
  ])

  private static let field = Shape(fields: [
    Field("field", code, required: true, "字段代码", "Code."), Field("title", line, required: true, "中文名称", "Title in Chinese."),
    Field("title_en", line, "英文名称", "Title in English."),
    Field("kind", .choice(FormField.Kind.allCases.map(\.rawValue)), required: true, "类型", "Kind."), Field("unit", line, "单位", "Unit."),
    Field("required", .flag, "必填", "Must be filled."), Field("choices", .list(line, most: 100), "可选值", "Choices."),
    Field("choices_en", .list(line, most: 100), "可选值的英文，同序", "The choices in English, in the same order."),
    Field("section_en", line, "分节标题的英文", "The heading in English."),
    Field("ahead", .flag, "日期不得早于办理日", "A day that may not lie before the day of acting."),
    Field("from", code, "取自项目的哪一项", "Fact of the project that fills it."), Field("formula", line, "派生：甲 / 乙", "Derived: a / b."),
    Field("most", .integer(1...20_000), "最多字数", "Most characters."), Field("section", line, "打印时的分节标题", "Heading above it in print."),
  ])

  private static let step = Shape(fields: [
    Field("step", code, required: true, "步骤代码", "Code."), Field("title", line, required: true, "中文名称", "Title in Chinese."),
    Field("title_en", line, required: true, "英文名称", "Title in English."),
    Field(
      "mode", .choice(Step.Mode.allCases.map(\.rawValue)), "one 一人办，each 会签，any 或签，end 结束；缺省 one", "one, each, any or end. Default one."),
    Field("actors", .list(.object(actor), most: 100), "办理者", "Who acts."),
    Field("due", .text(most: 40), "期限：10 working days、15 days、3 months、field 字段", "Term: 10 working days, 15 days, 3 months, field NAME."),
    Field("remind", .integer(0...60), "到期前几个工作日提醒", "Working days before the deadline of the reminder."),
    Field("escalate", .list(.object(escalation), most: 10), "逾期上报", "Who is told when it is overdue."),
    Field("closes", .flag, "过期不受理", "Nothing is taken after the deadline."),
    Field("lapse", code, "到期未办时按规则取的结果", "Outcome that a missed deadline means."), Field("form", code, "表单", "Form."),
    Field("needs", codes, "须先办完的步骤", "Steps that must be behind."), Field("back", codes, "可退回的步骤", "Steps to which it may be returned."),
    Field("not_by", codes, "办过这些步骤（或 start）的人不能办", "Who did these steps (or start) may not do it."),
    Field("outcomes", .list(.object(outcome), most: 30), "办理结果", "Answers."),
    Field("then", .list(.object(rule), most: 30), "会签、或签的汇总规则", "What the answers together mean."),
    Field("do", effects, "结束时的效果", "Effects of the end."),
  ])

  private static let actor = Shape(fields: [
    Field("role", code, required: true, "角色", "Role."),
    Field("unit", code, required: true, "单位代码，或 @county @starter @owner @officer @steward @data.字段", "Unit, or @county and so on."),
    Field("else", code, "没有时改由", "Unit when there is none."), Field("person", code, "写有人员的字段", "Field that names the person."),
    Field("when", conditions, "条件", "Conditions."),
  ])

  private static let escalation = Shape(fields: [
    Field("after", .text(most: 40), required: true, "逾期多久", "So long after the deadline."),
    Field("unit", code, required: true, "单位", "Unit."),
    Field("role", code, "角色", "Role."), Field("do", effects, "同时发生的效果，只一次", "Effects besides, once."),
  ])

  private static let outcome = Shape(fields: [
    Field("outcome", code, required: true, "结果代码", "Code."), Field("title", line, required: true, "中文名称", "Title in Chinese."),
    Field("title_en", line, "英文名称", "Title in English."), Field("to", codes, "下一步", "Next steps."),
    Field("again", .flag, "开始新一轮", "Begins a new round."), Field("when", conditions, "条件", "Conditions."),
    Field("requires", codes, "此结果须填的字段", "Fields that this answer asks for."), Field("form", code, "表单", "Form."),
    Field("do", effects, "效果", "Effects."),
  ])

  private static let rule = Shape(fields: [
    Field("rule", code, required: true, "规则代码", "Code."),
    Field(
      "when", .choice(Rule.Count.allCases.map(\.rawValue)), required: true, "any 有一个，all 全部，share 达到比例，otherwise 其余",
      "any, all, share or otherwise."),
    Field("answer", code, "计哪个结果", "Which answer is counted."), Field("at_least", .integer(1...1_000), "比例的分子", "Numerator of the share."),
    Field("of", .integer(1...1_000), "比例的分母", "Denominator of the share."), Field("if", conditions, "条件", "Conditions."),
    Field("to", codes, required: true, "下一步", "Next steps."), Field("again", .flag, "开始新一轮", "Begins a new round."),
    Field("do", effects, "效果", "Effects."),
  ])

  private static let comparisons: [Field] = [
    Field("fact", code, "项目事实或表单字段", "Fact of the project, or field of a form."), Field("is", line, "等于", "Equals."),
    Field("not", line, "不等于", "Differs."), Field("at_least", line, "不小于", "At least."), Field("below", line, "小于", "Below."),
    Field("has", line, "包含", "Has among it."),
  ]
  private static let condition = Shape(
    fields: comparisons + [Field("any", .list(.object(Shape(fields: comparisons)), most: 20), "至少一个成立", "At least one of these.")])

  private static let effect = Shape(
    fields: [
      Field("effect", .choice(Effect.Kind.allCases.map(\.rawValue)), required: true, "效果", "What is brought about."),
      Field(
        "with", .map(.field, also: nil, .text(most: 300), most: 50), "新事项的表单：字段: 本事项字段或固定值",
        "First form of the new case: its field: our field or a value."),
      Field("when", conditions, "条件", "Conditions."),
    ]
      + effectTexts.map { Field($0, .text(most: 500), "见效果说明", "See the effects.") })

  static let effectTexts = [
    "to", "join", "leave", "cause", "article", "months", "unit", "role", "text", "procedure", "kind", "date", "evidence", "do", "points",
    "why",
    "remark", "person",
  ]
}
