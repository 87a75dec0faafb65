/// The catalogue: a stable code, its level, and a sentence in both languages. Cases are added by the module that finds them.
/// Codes never change their meaning; docs/reference/diagnostics.md is made from here.
public enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
  // Files
  case fileUnreadable = "F001"
  case fileTooLarge = "F002"
  case fileNotASpreadsheet = "F003"
  case fileEncoding = "F004"
  case tooManyRows = "F005"
  case noHeader = "F006"
  case fileEncrypted = "F007"
  case converterMissing = "F008"
  case mappingInvalid = "F009"
  case truncated = "F010"
  // Scenarios
  case yamlSyntax = "S001"
  case unknownKey = "S002"
  case wrongType = "S003"
  case outOfRange = "S004"
  case unknownName = "S005"
  case missingKey = "S006"
  case conflict = "S007"
  case duplicateKey = "S008"
  case tabIndent = "S009"
  case tooDeep = "S010"
  case aliasNotAllowed = "S011"
  case cycle = "S012"
  case tooMany = "S013"
  case unitMismatch = "S014"
  // Procedures
  case unreachableStep = "R001"
  case stepWithoutExit = "R002"
  case stepWithoutActor = "R003"
  case answerWithoutWay = "R004"
  case answersUncounted = "R005"
  case stepsWaitForEachOther = "R006"
  // Import
  case unknownHeader = "I001"
  case missingColumn = "I002"
  case duplicateColumn = "I003"
  case emptyRequired = "I004"
  case notANumber = "I005"
  case negative = "I006"
  case absurd = "I007"
  case notADate = "I008"
  case unknownRegion = "I009"
  case unknownFactor = "I010"
  case unknownChoice = "I011"
  case duplicateCode = "I012"
  case formulaError = "I013"
  case noUnit = "I014"
  case textTooLong = "I015"
  case tooManyDecimals = "I016"
  case inconsistent = "I017"
  case rounded = "I018"
  case rowSkipped = "I019"
  case sheetSkipped = "I020"
  case unknownUnit = "I021"
  case badCode = "I022"
  case mended = "I023"

  public var level: Diagnostic.Level {
    switch self {
    case .rounded, .rowSkipped, .sheetSkipped, .mended: .note
    default: .error
    }
  }
}
