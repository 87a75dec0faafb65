extension Diagnostic {
  /// The whole sentence: what is wrong, where, what was expected, what to do.
  public func text(_ language: Language) -> String {
    var parts = ["\(location(language))[\(code.rawValue)] \(code.title(language))"]
    if !found.isEmpty { parts.append(language("读到“\(found)”", "found “\(found)”")) }
    if !expected.isEmpty { parts.append(language("应为：\(expected)", "expected: \(expected)")) }
    if let suggestion { parts.append(suggestion) }
    return parts.joined(separator: language("；", "; "))
  }

  private func location(_ language: Language) -> String {
    var text = place.file
    if let sheet = place.sheet { text += language("，工作表“\(sheet)”", ", sheet “\(sheet)”") }
    if let row = place.row { text += ":\(row)" }
    if let column = place.column { text += place.sheet == nil ? ":\(column)" : " (\(Diagnostic.columnLetters(column)))" }
    return text + " "
  }

  /// 1 → A, 27 → AA, as spreadsheets name columns.
  public static func columnLetters(_ column: Int) -> String {
    var n = column
    var letters = ""
    while n > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (n - 1) % 26))) + letters
      n = (n - 1) / 26
    }
    return letters
  }
}

extension DiagnosticCode {
  /// What is wrong, in a few words.
  public func title(_ language: Language) -> String {
    let (chinese, english) = titles
    return language(chinese, english)
  }

  private var titles: (String, String) {
    switch self {
    case .fileUnreadable: ("文件无法读取", "the file can't be read")
    case .fileTooLarge: ("文件过大", "the file is too large")
    case .fileNotASpreadsheet: ("不是表格文件", "not a spreadsheet")
    case .fileEncoding: ("文字编码不对", "wrong text encoding")
    case .tooManyRows: ("行数过多", "too many rows")
    case .noHeader: ("没有找到表头", "no header row was found")
    case .fileEncrypted: ("文件已加密，请去掉密码后再导入", "the file is locked: remove its password first")
    case .converterMissing: ("缺少读取表格文件的程序", "the program that reads workbooks is not installed")
    case .mappingInvalid: ("列对应文件有误", "the mapping file is wrong")
    case .truncated: ("文件不完整", "the file ends too early, or doesn't hold what it says")
    case .yamlSyntax: ("YAML 语法错误", "not well-formed YAML")
    case .unknownKey: ("未知的键", "unknown key")
    case .wrongType: ("类型不对", "wrong type")
    case .outOfRange: ("超出范围", "out of range")
    case .unknownName: ("未知的名称", "unknown name")
    case .missingKey: ("缺少必需的键", "a required key is missing")
    case .conflict: ("相互矛盾", "these contradict each other")
    case .duplicateKey: ("键重复", "the key occurs twice")
    case .tabIndent: ("缩进用了制表符，请改用空格", "indented by a tab; use spaces")
    case .tooDeep: ("嵌套过深", "nested too deep")
    case .aliasNotAllowed: ("不允许锚点和引用", "anchors and aliases are not allowed")
    case .cycle: ("情景互相引用，形成循环", "scenarios extend each other in a circle")
    case .tooMany: ("数量过多", "too many")
    case .unitMismatch: ("单位不对", "the unit doesn't fit")
    case .unreachableStep: ("没有流转能到达的步骤", "nothing leads to this step")
    case .stepWithoutExit: ("从这个步骤到不了结束", "no end can be reached from this step")
    case .stepWithoutActor: ("步骤没有办理者", "nobody acts at this step")
    case .answerWithoutWay: ("步骤没有结果，或结果没有下一步", "a step without an answer, or an answer that leads nowhere")
    case .answersUncounted: ("会签、或签的结果没有兜底规则", "the answers of this step lack a rule for all other cases")
    case .stepsWaitForEachOther: ("步骤互相等待", "steps wait for each other")
    case .unknownHeader: ("无法识别的表头", "unknown header")
    case .missingColumn: ("缺少必需的列", "a required column is missing")
    case .duplicateColumn: ("列重复", "the column occurs twice")
    case .emptyRequired: ("必填项为空", "a required cell is empty")
    case .notANumber: ("不是数字", "not a number")
    case .negative: ("不能为负数", "must not be negative")
    case .absurd: ("数值明显不合理", "an absurd amount")
    case .notADate: ("不是日期", "not a date")
    case .unknownRegion: ("未知的县市区或开发区", "unknown region")
    case .unknownFactor: ("未知的要素", "unknown factor")
    case .unknownChoice: ("不在可选值中", "not one of the choices")
    case .duplicateCode: ("项目代码重复", "the project code occurs twice")
    case .formulaError: ("单元格是公式错误", "the cell holds a formula error")
    case .noUnit: ("表头没有单位", "the header names no unit")
    case .textTooLong: ("文字过长", "the text is too long")
    case .tooManyDecimals: ("小数位过多", "too many decimals")
    case .inconsistent: ("与其他列矛盾", "contradicts another column")
    case .rounded: ("换算单位后四舍五入到四位小数", "rounded to four decimals after the conversion of units")
    case .rowSkipped: ("已跳过的行", "row skipped")
    case .sheetSkipped: ("已跳过的工作表", "sheet skipped")
    case .unknownUnit: ("未知的计量单位", "unknown unit")
    case .mended: ("已按改正清单改正", "mended by the recipe")
    case .badCode: ("代码格式不对", "not a well-formed code")
    }
  }
}
