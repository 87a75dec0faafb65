public import Diagnostics

/// Codes of the library as people read them on paper.
public enum FieldWords {
  public static func text(_ field: String, _ value: String, _ language: Language) -> String {
    guard language == .chinese, let names = names[field] else { return value }
    return value.split(separator: "、").map { names[String($0)] ?? String($0) }.joined(separator: "、")
  }

  private static let names = [
    "stage": [
      "planning": "谋划", "consultation": "会商", "reserved": "储备", "allocated": "已配置", "construction": "建设", "production": "投产", "out": "已退出",
    ],
    "classes": [
      "1": "政策性资金", "2": "省市重点", "3": "新招引", "4": "重点外资", "5": "新谋划", "6": "战略性新兴产业", "7": "市级推进",
    ],
    "libraries": [
      "province": "省重点项目库", "city": "市重点项目库", "county": "县重点项目库", "promotion": "招商项目库", "policy_fund": "政策性资金项目库", "factor": "要素保障库",
    ],
  ]
}
