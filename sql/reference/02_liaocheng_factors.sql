-- Factors of the collaborative management system: L15.1 names energy, coal, land, environment and funds; the six pollutants are those of the
-- city's emission-right rules; cultivated-land balance has three indicators.
INSERT INTO policy.factor (city, code, category, name, name_en, unit, unit_en, divisible, sort, source) VALUES
  ('371500', 'land', 'land', '新增建设用地指标', 'New construction land', '亩', 'mu', false, 1, '第十五、十七条'),
  ('371500', 'balance_quantity', 'balance', '占补平衡数量指标', 'Cultivated-land balance: area', '亩', 'mu', false, 2, '第十七条；国土资规〔2017〕13号（一般知识）'),
  ('371500', 'balance_paddy', 'balance', '占补平衡水田指标', 'Cultivated-land balance: paddy', '亩', 'mu', false, 3, '第十七条；国土资规〔2017〕13号（一般知识）'),
  ('371500', 'balance_capacity', 'balance', '占补平衡产能指标', 'Cultivated-land balance: capacity', '公斤', 'kg', false, 4, '第十七条；国土资规〔2017〕13号（一般知识）'),
  ('371500', 'energy', 'energy', '能源消费指标', 'Energy', '吨标准煤', 'tce', false, 5, '第十五、十六条'),
  ('371500', 'coal', 'coal', '煤炭消费指标', 'Coal', '吨', 't', false, 6, '第十五、十六条'),
  ('371500', 'cod', 'pollutant', '化学需氧量', 'COD', '吨', 't', false, 7, '第十八条；聊城市排污权细则第三条'),
  ('371500', 'nh3n', 'pollutant', '氨氮', 'NH3-N', '吨', 't', false, 8, '第十八条；聊城市排污权细则第三条'),
  ('371500', 'so2', 'pollutant', '二氧化硫', 'SO2', '吨', 't', false, 9, '第十八条；聊城市排污权细则第三条'),
  ('371500', 'nox', 'pollutant', '氮氧化物', 'NOx', '吨', 't', false, 10, '第十八条；聊城市排污权细则第三条'),
  ('371500', 'vocs', 'pollutant', '挥发性有机物', 'VOCs', '吨', 't', false, 11, '第十八条；聊城市排污权细则第三条'),
  ('371500', 'pm', 'pollutant', '颗粒物', 'PM', '吨', 't', false, 12, '第十八条；聊城市排污权细则第三条'),
  ('371500', 'carbon', 'carbon', '碳排放减量替代指标', 'Carbon', '吨', 't', false, 13, '省“两高”项目减量替代规定（2023-01）'),
  ('371500', 'fund_central', 'fund', '中央预算内投资', 'Central budget funds', '万元', '10k yuan', true, 14, '第二、十九条'),
  ('371500', 'fund_bond', 'fund', '地方政府专项债券', 'Special bonds', '万元', '10k yuan', true, 15, '第二、十九条'),
  ('371500', 'fund_treasury', 'fund', '国债资金', 'Treasury bonds', '万元', '10k yuan', true, 16, '第二、十九条'),
  ('371500', 'fund_equity', 'fund', '股权投资', 'Equity', '万元', '10k yuan', true, 17, '第十九条'),
  ('371500', 'fund_loan', 'fund', '银行贷款', 'Bank loans', '万元', '10k yuan', true, 18, '第十九条')
ON CONFLICT (city, code) DO UPDATE SET category = excluded.category, name = excluded.name, name_en = excluded.name_en, unit = excluded.unit,
  unit_en = excluded.unit_en, divisible = excluded.divisible, sort = excluded.sort, source = excluded.source;

INSERT INTO policy.project_class (city, class, name, name_en, article) VALUES
  ('371500', 1, '政策性资金项目', 'policy funds', '第二条（一）'), ('371500', 2, '省市级重点项目', 'provincial or municipal key project', '第二条（二）'),
  ('371500', 3, '新招引5亿元以上或跨县域招商引资项目', 'attracted, at least 5 亿元 or across counties', '第二条（三）'),
  ('371500', 4, '重点外资项目', 'foreign investment', '第二条（四）'), ('371500', 5, '新谋划20亿元以上重大项目', 'newly planned, at least 20 亿元', '第二条（五）'),
  ('371500', 6, '战略性新兴产业项目', 'strategic emerging industry', '第二条（六）'), ('371500', 7, '其他需要市级推进的项目', 'named by the city', '第二条（七）')
ON CONFLICT (city, class) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, article = excluded.article;
