/// Short industry classes, with what a project of each makes. Shares are assumptions; which industries there are is read off the
/// named projects and the city's descriptions of itself.
struct Industry {
  var name: String
  var weight: Int64
  var products: [String]

  static let manufacturing: [Industry] = [
    Industry(name: "轴承", weight: 12, products: ["精密轴承", "特种轴承", "轴承钢球", "轴承保持器"]),
    Industry(name: "有色金属", weight: 8, products: ["铜杆", "压延铜箔", "铜精密管"]),
    Industry(name: "铝加工", weight: 9, products: ["铝合金板带", "铝合金车轮", "铝合金模板", "铝箔"]),
    Industry(name: "化工", weight: 9, products: ["橡胶助剂", "水处理剂", "精细化学品", "工程塑料"]),
    Industry(name: "装备制造", weight: 13, products: ["智能农机", "钢管装备", "输变电设备", "环保设备"]),
    Industry(name: "汽车零部件", weight: 9, products: ["钢制车轮", "传动轴", "新能源汽车零部件"]),
    Industry(name: "食品", weight: 11, products: ["大豆蛋白", "预制菜", "宠物食品", "调味品"]),
    Industry(name: "纺织", weight: 7, products: ["紧密纺纱", "家纺面料", "功能纤维"]),
    Industry(name: "医药", weight: 6, products: ["阿胶制品", "药用辅料", "中药饮片"]),
    Industry(name: "新材料", weight: 8, products: ["金刚石复合片", "光纤预制棒", "高性能膜材料"]),
    Industry(name: "金属制品", weight: 7, products: ["冷轧薄板", "镀锌板", "钢球"]),
    Industry(name: "建材", weight: 5, products: ["装配式构件", "石膏板", "保温材料"]),
    Industry(name: "造纸", weight: 2, products: ["包装纸", "本色纸制品"]),
    Industry(name: "电子信息", weight: 5, products: ["光通信器件", "电子材料", "传感器"]),
    Industry(name: "新能源", weight: 4, products: ["光伏组件", "储能电池", "风电塔筒"]),
  ]

  /// Of the 16 kinds of the provincial list (2021-57, changed 2023-01): those that a city like this has.
  static let twoHigh: [Industry] = [
    Industry(name: "电解铝", weight: 22, products: ["电解铝产能置换"]),
    Industry(name: "氯碱", weight: 18, products: ["离子膜烧碱"]),
    Industry(name: "氮肥", weight: 16, products: ["合成氨及尿素"]),
    Industry(name: "煤电", weight: 14, products: ["热电联产机组"]),
    Industry(name: "水泥", weight: 12, products: ["水泥粉磨"]),
    Industry(name: "平板玻璃", weight: 9, products: ["优质浮法玻璃"]),
    Industry(name: "铸造生铁", weight: 9, products: ["铸造生铁"]),
  ]

  static let services: [Industry] = [
    Industry(name: "物流", weight: 16, products: ["冷链物流园", "多式联运中心"]),
    Industry(name: "文旅", weight: 11, products: ["运河文化街区", "乡村旅游综合体"]),
    Industry(name: "商贸", weight: 8, products: ["专业市场", "商业综合体"]),
    Industry(name: "数字经济", weight: 9, products: ["云计算中心", "数字产业园"]),
    Industry(name: "农业", weight: 14, products: ["设施蔬菜产业园", "良种繁育基地"]),
    Industry(name: "教育", weight: 10, products: ["职业学校", "中小学校"]),
    Industry(name: "医疗", weight: 8, products: ["县级医院", "疾控中心"]),
    Industry(name: "医养", weight: 6, products: ["医养综合体"]),
    Industry(name: "交通", weight: 8, products: ["国省道改建", "县乡公路"]),
    Industry(name: "水利", weight: 5, products: ["河道治理", "引黄灌区改造"]),
    Industry(name: "基础设施", weight: 5, products: ["污水处理厂", "供热管网", "园区配套"]),
  ]
  /// Infrastructure and welfare: nearly always the government's own.
  static let publicNames: Set<String> = ["教育", "医疗", "交通", "水利", "基础设施"]
}
