internal import Allocation
internal import Diagnostics

/// What a key of the file says, read and checked, with its place.
struct Value {
  indirect enum Content {
    case text(String)
    case integer(Int)
    case number(Double)
    case ratio(Ratio)
    case quantity(Quantity)
    case date(CivilDate)
    case flag(Bool)
    case list([Value])
    case record(Record)
    /// In the order of the file.
    case map([(key: String, value: Value)])
    case parameters([Scenario.ParameterOverride])
  }
  var content: Content
  var place: Diagnostic.Place

  var text: String? { if case .text(let text) = content { text } else { nil } }
  var integer: Int? { if case .integer(let integer) = content { integer } else { nil } }
  var number: Double? { if case .number(let number) = content { number } else { nil } }
  var ratio: Ratio? { if case .ratio(let ratio) = content { ratio } else { nil } }
  var quantity: Quantity? { if case .quantity(let quantity) = content { quantity } else { nil } }
  var date: CivilDate? { if case .date(let date) = content { date } else { nil } }
  var flag: Bool? { if case .flag(let flag) = content { flag } else { nil } }
  var list: [Value]? { if case .list(let list) = content { list } else { nil } }
  var record: Record? { if case .record(let record) = content { record } else { nil } }
  var map: [(key: String, value: Value)]? { if case .map(let map) = content { map } else { nil } }
  var parameters: [Scenario.ParameterOverride]? { if case .parameters(let parameters) = content { parameters } else { nil } }
}

/// The keys of one mapping that could be read.
struct Record {
  var values: [String: Value] = [:]
  /// All keys that stand there, also those whose value couldn't be read: they aren't missing.
  var present: Set<String> = []
  var place: Diagnostic.Place
  subscript(key: String) -> Value? { values[key] }
}
