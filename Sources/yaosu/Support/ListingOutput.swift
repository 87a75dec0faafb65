import Diagnostics
import Foundation
import Reporting
import Store

/// Prints a list as a table, CSV or JSON; headings in Chinese where we have them.
struct ListingOutput {
  var format: OutputFormat = .table
  var language: Language

  func show(_ listing: Listing) {
    switch format {
    case .table:
      let table = TextTable(
        titles: listing.columns.map(title), alignments: listing.columns.map { Self.numbers.contains($0) ? .right : .left },
        rows: listing.rows.map { $0.map { $0 ?? "" } })
      Console.out(table.text)
    case .csv:
      Console.out(listing.columns.map(CSVText.cell).joined(separator: ","))
      for row in listing.rows { Console.out(row.map { CSVText.cell($0 ?? "") }.joined(separator: ",")) }
    case .json:
      let rows = listing.rows.map { Dictionary(uniqueKeysWithValues: zip(listing.columns, $0)) }
      Console.out(JSONText.pretty(rows))
    }
  }

  private func title(_ column: String) -> String { language == .english ? column : Self.titles[column] ?? column }

  private static let numbers: Set<String> = ["quantity", "investment", "expected", "found", "run"]
  private static let titles = [
    "run": "方案", "scenario": "情景", "title": "标题", "base_date": "基准日", "served": "保障/参与", "investment": "投资", "status": "状态",
    "is_rehearsal": "推演", "created_at": "运行时间", "created_by": "运行人", "adopted_at": "采纳", "published_at": "公布", "kind": "类型",
    "region": "县市区", "factor": "要素", "vintage": "年份", "project": "项目", "expected": "需要", "found": "现有", "code": "代码", "name": "名称",
    "industry": "行业", "level": "级别", "stage": "阶段", "classes": "类别", "origin": "来源", "field": "字段", "value": "值", "year": "年份",
    "phase": "期次", "quantity": "数量", "unit": "单位", "standing": "依据类型", "basis": "依据", "class": "类别", "is_member": "属于",
    "reason": "理由", "changed_at": "时间", "actor": "经办", "import": "导入", "version": "版本", "is_material": "实质变更", "was": "原值",
    "became": "新值", "document": "文件", "first_day": "起", "last_day": "止", "source": "来源", "key": "参数", "article": "条款", "confirm": "待确认",
    "before": "前", "after": "后", "aliases": "别名", "name_en": "英文", "category": "类别", "state": "状态", "lot": "批次", "pool_region": "要素池",
    "lot_region": "来源地", "valid_to": "有效期止",
  ]
}

enum CSVText {
  static func cell(_ text: String) -> String {
    text.contains { ",\"\n\r".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}

enum JSONText {
  static func pretty(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      // Only numbers that JSON doesn't have could fail, and those are texts.
      preconditionFailure("\(error)")
    }
  }
}
