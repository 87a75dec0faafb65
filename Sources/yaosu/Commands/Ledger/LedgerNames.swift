import Allocation
import Diagnostics
import Operations
import Store

/// Names as people type them → codes and quantities; what is not known is said with what to look at.
struct LedgerNames {
  let store: LedgerStore
  let language: Language

  func factor(_ text: String) throws -> String {
    guard let code = try store.factor(text) else {
      throw CommandError.usage(
        language("未知的要素“\(text)”；用 yaosu policy show factors 查看。", "Unknown factor “\(text)”; see yaosu policy show factors."))
    }
    return code
  }

  func region(_ text: String) throws -> String {
    guard let code = try store.region(text) else {
      throw CommandError.usage(
        language("未知的县市区“\(text)”；用 yaosu policy show regions 查看。", "Unknown region “\(text)”; see yaosu policy show regions."))
    }
    return code
  }

  func quantity(_ text: String) throws -> Quantity {
    guard let quantity = Quantity(decimal: text) else {
      throw CommandError.usage(
        language("“\(text)”不是数量：应为不带单位和分隔符、至多四位小数的数。", "“\(text)” is no amount: a number without unit or separators, up to four decimals."))
    }
    return quantity
  }
}
