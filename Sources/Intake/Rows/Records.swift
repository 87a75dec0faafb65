public import Diagnostics
public import Allocation

/// A field of a project, by the name of its column in `library.project`.
public enum ProjectField: String, Sendable, CaseIterable, Hashable {
  case name, region, industry, kind, category, level
  case sourceKind = "source_kind"
  case plantKind = "plant_kind"
  case address, contents, products, investment
  case fixedInvestment = "fixed_investment"
  case yearInvestment = "year_investment"
  case doneInvestment = "done_investment"
  case landArea = "land_area"
  case floorArea = "floor_area"
  case output, tax, jobs
  case localLabourShare = "local_labour_share"
  case energyUse = "energy_use"
  case electricityUse = "electricity_use"
  case waterUse = "water_use"
  case savingMeasures = "saving_measures"
  case process, waste
  case pollutionMeasures = "pollution_measures"
  case otherMerits = "other_merits"
  case isTwoHigh = "is_two_high"
  case isStrategic = "is_strategic"
  case isCrossCounty = "is_cross_county"
  case namedReason = "named_reason"
  case usdTotal = "usd_total"
  case usdCash = "usd_cash"
  case plannedStart = "planned_start"
  case plannedFinish = "planned_finish"
  case owner
  case ownerAddress = "owner_address"
  case ownerCapital = "owner_capital"
  case ownerKind = "owner_kind"
  case businessScope = "business_scope"
  case legalPerson = "legal_person"
  case creditCode = "credit_code"
  case contact, phone
  case responsibleUnit = "responsible_unit"
  case stage, grade, entered
  case lastProgress = "last_progress"
  case longitude, latitude, remark
  case isGenerated = "is_generated"

  /// How the database holds it.
  public enum Storage: Sendable { case text, quantity, integer, date, flag, degrees }
  public var storage: Storage {
    switch self {
    case .investment, .fixedInvestment, .yearInvestment, .doneInvestment, .landArea, .floorArea, .output, .tax, .localLabourShare,
      .energyUse, .electricityUse, .waterUse, .usdTotal, .usdCash, .ownerCapital:
      .quantity
    case .jobs: .integer
    case .plannedStart, .plannedFinish, .entered, .lastProgress: .date
    case .isTwoHigh, .isStrategic, .isCrossCounty, .isGenerated: .flag
    case .longitude, .latitude: .degrees
    default: .text
    }
  }
}

/// What a cell said, read.
public enum FieldValue: Sendable, Hashable {
  case text(String)
  case quantity(Quantity)
  case integer(Int64)
  case date(CivilDate)
  case flag(Bool)
  case degrees(Double)
}

/// One project as a file has it: only what the file says.
public struct ProjectRecord: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public var field: ProjectField
    public var value: FieldValue
    public init(_ field: ProjectField, _ value: FieldValue) { (self.field, self.value) = (field, value) }
  }
  /// What it needs of one factor.
  public struct DemandLine: Sendable, Hashable {
    public var factor: String
    public var year: Int?
    public var phase: String
    public var quantity: Quantity
    public var standing: Demand.Standing
    public var basis: String?
    public init(
      factor: String, year: Int? = nil, phase: String = "", quantity: Quantity, standing: Demand.Standing = .reported, basis: String? = nil
    ) {
      (self.factor, self.year, self.phase) = (factor, year, phase)
      (self.quantity, self.standing, self.basis) = (quantity, standing, basis)
    }
  }
  public var code: String
  /// Where it stands in the file.
  public var sheet: String
  public var row: Int
  /// In the order of the columns.
  public var entries: [Entry]
  /// Libraries that the file names; nil: it says nothing.
  public var libraries: [String]?
  public var demands: [DemandLine]
  public init(
    code: String, sheet: String = "", row: Int = 1, entries: [Entry] = [], libraries: [String]? = nil, demands: [DemandLine] = []
  ) {
    (self.code, self.sheet, self.row, self.entries) = (code, sheet, row, entries)
    (self.libraries, self.demands) = (libraries, demands)
  }
  public subscript(field: ProjectField) -> FieldValue? { entries.first { $0.field == field }?.value }
  /// The text or amount of a field, when it has one.
  public func text(_ field: ProjectField) -> String? { if case .text(let text)? = self[field] { text } else { nil } }
  public func quantity(_ field: ProjectField) -> Quantity? { if case .quantity(let quantity)? = self[field] { quantity } else { nil } }
  public func date(_ field: ProjectField) -> CivilDate? { if case .date(let date)? = self[field] { date } else { nil } }
}

/// One entry of quota as a file has it: a deposit (入库), what the yearly plan is expected to bring, or what stood in the books before.
public struct QuotaRecord: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable { case deposit, expected, pool, reserved, granted, used }
  public var sheet: String
  public var row: Int
  /// From 1.
  public var column: Int
  public var region: String
  public var factor: String
  public var vintage: Int
  public var quantity: Quantity
  public var source: String
  public var document: String
  public var validFrom: CivilDate?
  public var validTo: CivilDate?
  public var remark: String?
  public var kind = Kind.deposit
  /// Who holds it: of reserved, granted and used quota.
  public var project: String?
  /// True business date of what stood in the books before.
  public var date: CivilDate?
}

/// What was read of a file, and all that is wrong with it.
public struct IntakeReport: Sendable {
  public var file: String
  public var hash: String
  public var bytes: Int
  public var format: FileFormat
  /// Sheets that were read, with their columns.
  public var sheets: [SheetReport] = []
  /// Rows that became records.
  public var records = 0
  /// Ascending by sheet and row; cut to the limit.
  public var diagnostics: [Diagnostic] = []
  /// How many there were of each level before the list was cut.
  public var errors = 0
  public var warnings = 0
  public var notes = 0

  public struct SheetReport: Sendable {
    public var sheet: String
    /// Last row of its header.
    public var headerRow: Int
    public var columns: [Column]
  }
  public struct Column: Sendable, Hashable {
    public var column: Int
    public var header: String
    /// `investment`, `demand.land`, …; empty for a column that is not read.
    public var field: String
    public var unit: String?
  }
  /// All that is wrong, to be thrown: nothing of the file may be taken.
  public var failure: DiagnosticList? { errors == 0 ? nil : DiagnosticList(diagnostics, total: errors + warnings + notes) }
}
