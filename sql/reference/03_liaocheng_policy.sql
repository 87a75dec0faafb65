-- Policy of Liaocheng in two versions: the regulation of 2024, and the same with the emission-right scope of 2026-06-01. The draft leaves
-- its days open (2024年*月*日 to 2026年*月*日): first and last day here are general knowledge until the city says them.
INSERT INTO policy.version (city, code, document, during, source) VALUES
  ('371500', 'LC-2024', '聊城市重点项目推进全周期服务办法（试行）（征求意见稿，2024-01-15）', '[2024-02-01,2026-06-01)',
    '征求意见稿；起止日期待市级确定'),
  ('371500', 'LC-2026', '聊城市重点项目推进全周期服务办法（试行）；排污权新范围自 2026-06-01 起', '[2026-06-01,2029-01-01)',
    '征求意见稿；聊城排污权实施细则第四条；终止日期待市级确定')
ON CONFLICT (city, code) DO UPDATE SET document = excluded.document, during = excluded.during, source = excluded.source;

-- Reference data is replaced whole: a row that is gone from here is gone.
DELETE FROM policy.parameter WHERE city = '371500' AND version IN ('LC-2024', 'LC-2026');

INSERT INTO policy.parameter (city, version, key, factor, value, kind, unit, article, source, is_general_knowledge, note)
SELECT '371500', v.version, p.key, p.factor, p.value, p.kind, p.unit, p.article, p.source, p.general, p.note
FROM (VALUES ('LC-2024'), ('LC-2026')) AS v(version), (VALUES
  ('coordination_share', NULL, '0', 'ratio', NULL, NULL, '默认', true, '办法只对土地和污染物规定统筹比例'),
  ('coordination_share', 'land', '3/10', 'ratio', NULL, '第十七条', '聊城办法（征求意见稿）', false, NULL),
  ('coordination_share', 'cod', '3/10', 'ratio', NULL, '第十八条', '聊城办法（征求意见稿）', false, NULL),
  ('coordination_share', 'nh3n', '3/10', 'ratio', NULL, '第十八条', '聊城办法（征求意见稿）', false, NULL),
  ('coordination_share', 'so2', '3/10', 'ratio', NULL, '第十八条', '聊城办法（征求意见稿）', false, NULL),
  ('coordination_share', 'nox', '3/10', 'ratio', NULL, '第十八条', '聊城办法（征求意见稿）', false, NULL),
  ('coordination_share', 'vocs', '3/10', 'ratio', NULL, '第十八条', '聊城办法（征求意见稿）', false, NULL),
  ('coordination_share', 'pm', '3/10', 'ratio', NULL, '第十八条', '聊城办法（征求意见稿）', false, NULL),
  ('share_basis', NULL, 'per_deposit', 'text', NULL, '第十七条', '默认', true, '条文未说明按每笔入库还是按全市合计；逐笔计提'),
  ('split_remainder', NULL, 'county', 'text', NULL, NULL, '默认', true, '拆分余数归县'),
  ('unused_city_share', NULL, 'carry_over', 'text', NULL, NULL, '默认', true, 'carry_over 结转，或 return_to_county 退回县级'),
  ('zone_served_by_county', NULL, 'false', 'boolean', NULL, NULL, '默认', true, '县级池是否服务辖区内的市属开发区'),
  ('city_pool_classes', NULL, '[1,2,3,4,5,6,7]', 'json', NULL, '第二、十七条', '聊城办法（征求意见稿）', false, '可使用市级统筹池的项目类别'),
  ('replacement_ratio', NULL, '1', 'ratio', NULL, NULL, '默认', true, '等量'),
  ('replacement_ratio', 'energy', '1', 'ratio', NULL, NULL, '省补充通知 2023-01（www.beidouzhiku.cn/news/show.php?itemid=33077）', false, '两高项目能耗不低于 1:1'),
  ('replacement_ratio', 'coal', '11/10', 'ratio', NULL, NULL, '省补充通知 2023-01（www.beidouzhiku.cn/news/show.php?itemid=33077）', false, '煤炭不低于 1:1.1'),
  ('replacement_ratio', 'carbon', '11/10', 'ratio', NULL, NULL, '省补充通知 2023-01（www.beidouzhiku.cn/news/show.php?itemid=33077）', false, '碳排放不低于 1:1.1'),
  ('two_high_only', 'energy', 'true', 'boolean', NULL, NULL, '滨发改资环〔2025〕30号（ushui.net）', false, '只有两高项目需要能源消费指标'),
  ('two_high_only', 'coal', 'true', 'boolean', NULL, NULL, '省减量替代规定', true, NULL),
  ('two_high_only', 'carbon', 'true', 'boolean', NULL, NULL, '省减量替代规定', true, NULL),
  ('transfer_window_hours', NULL, '24', 'integer', '小时', '第十七、十八条', '默认', true, '县区间调剂、拆借批准后可撤销的时间；条文未规定'),
  ('advance_cap', NULL, '3/5', 'ratio', NULL, '第十七条', '默认', true, '预支上限占预计年度计划的比例；条文未规定'),
  ('year_end', NULL, 'carry_over', 'text', NULL, NULL, '默认', true, 'carry_over 结转，expire 失效'),
  ('year_end', 'land', 'expire', 'text', NULL, NULL, '默认', true, '年度用地计划当年有效'),
  ('loan_max_days', NULL, '365', 'integer', '天', '第十七条', '默认', true, '临时拆借最长期限；条文未规定'),
  ('loan_limit', NULL, '1/2', 'ratio', NULL, '第十七条', '默认', true, '拆出不超过本池的比例'),
  ('class.attracted_min_investment', NULL, '50000', 'quantity', '万元', '第二条（三）', '聊城办法（征求意见稿）', false, '新招引 5 亿元'),
  ('class.planned_min_investment', NULL, '200000', 'quantity', '万元', '第二条（五）', '聊城办法（征求意见稿）', false, '新谋划 20 亿元'),
  ('class.foreign_min_total_usd', NULL, '3000', 'quantity', '万美元', '第二条（四）', '聊城办法（征求意见稿）', false, NULL),
  ('class.foreign_min_cash_usd', NULL, '1000', 'quantity', '万美元', '第二条（四）', '聊城办法（征求意见稿）', false, NULL),
  ('tiers', NULL, '[{"name":"国家和省级","name_en":"national and provincial","any":["level:national","level:provincial"]},{"name":"政策性资金和市级","name_en":"policy funds and municipal","any":["class:1","level:municipal"]},{"name":"其他重点项目","name_en":"other key projects","any":["class:2","class:3","class:4","class:5","class:6","class:7"]},{"name":"其余储备项目","name_en":"other reserved projects","any":["*"]}]', 'json', NULL, '第二条', '默认', true, '保障顺序；条文未规定'),
  ('score.investment', NULL, '1/100', 'ratio', '分/万元', NULL, '默认', true, '每百万元投资 1 分'),
  ('score.grade.a', NULL, '6/5', 'ratio', NULL, NULL, '默认；A 类优先（济高新管发〔2024〕4号的次序）', true, NULL),
  ('score.grade.b', NULL, '1', 'ratio', NULL, NULL, '默认', true, NULL),
  ('score.grade.c', NULL, '4/5', 'ratio', NULL, NULL, '默认', true, NULL),
  ('score.grade.d', NULL, '1/2', 'ratio', NULL, NULL, '默认', true, NULL),
  ('score.grade.t', NULL, '1', 'ratio', NULL, NULL, '默认', true, '未评价不加不减'),
  ('stalled_after_days', NULL, '365', 'integer', '天', NULL, '闲置土地处置办法（china.caixin.com/2012-06-07/100398183.html）', false, '一年无进展'),
  ('answer_days', NULL, '30', 'integer', '天', '第二十条', '默认', true, '未保障项目答复期限；条文未规定天数'),
  ('fund.total_cap', NULL, '4/5', 'ratio', NULL, '第十九条', '固定资产投资项目资本金制度（一般知识）', true, '资本金不低于两成：各类资金合计不超过总投资的八成'),
  ('fund.cost', 'fund_central', '0', 'ratio', NULL, '第十九条', '默认', true, '无偿'),
  ('fund.cap', 'fund_central', '3/10', 'ratio', NULL, '第十九条', '默认', true, '占总投资上限'),
  ('fund.classes', 'fund_central', '[1]', 'json', NULL, '第二条（一）', '聊城办法（征求意见稿）', false, '政策性资金项目'),
  ('fund.group', 'fund_central', 'budget', 'text', NULL, '第十九条', '默认', true, '同一内容不重复申报：与国债二选一'),
  ('fund.cost', 'fund_treasury', '1/100', 'ratio', NULL, '第十九条', '默认', true, NULL),
  ('fund.cap', 'fund_treasury', '1/2', 'ratio', NULL, '第十九条', '默认', true, NULL),
  ('fund.classes', 'fund_treasury', '[1]', 'json', NULL, '第二条（一）', '聊城办法（征求意见稿）', false, '政策性资金项目'),
  ('fund.group', 'fund_treasury', 'budget', 'text', NULL, '第十九条', '默认', true, NULL),
  ('fund.cost', 'fund_bond', '1/40', 'ratio', NULL, '第十九条', '默认', true, NULL),
  ('fund.cap', 'fund_bond', '3/5', 'ratio', NULL, '第十九条', '默认', true, NULL),
  ('fund.classes', 'fund_bond', '[1]', 'json', NULL, '第二条（一）', '聊城办法（征求意见稿）', false, '政策性资金项目'),
  ('fund.cost', 'fund_loan', '9/250', 'ratio', NULL, '第十九条', '默认', true, NULL),
  ('fund.cap', 'fund_loan', '7/10', 'ratio', NULL, '第十九条', '默认', true, NULL),
  ('fund.cost', 'fund_equity', '3/50', 'ratio', NULL, '第十九条', '默认', true, '期望回报'),
  ('fund.cap', 'fund_equity', '3/10', 'ratio', NULL, '第十九条', '默认', true, NULL),
  ('fund.least', 'fund_equity', '500', 'quantity', '万元', '第十九条', '默认', true, NULL),
  ('evaluation.least', NULL, '60', 'integer', '分', '第二十八条', '默认', true, '达效评价低于此分的单位，新项目评分降一档'),
  ('entry.intensity', NULL, '100', 'integer', '万元/亩', NULL, '山东省建设用地集约利用控制标准 2005：聊城省级园区（www.xiaomilidoc.com/p-14911203.html）', false, '亩均投资准入标准；旧标准，待更新'),
  ('light_rules', NULL, 'yinchuan', 'text', NULL, '第二十三条', '默认；规则见 policy.light（银川、武汉、三亚公开的规则）', true, '本市采用的红黄绿灯规则'),
  ('material.investment', NULL, '1/10', 'ratio', NULL, '第十二条', '默认', true, '总投资变动不超过一成不算实质变更'),
  ('material.fixed_investment', NULL, '1/10', 'ratio', NULL, '第十二条', '默认', true, NULL),
  ('material.land_area', NULL, '1/20', 'ratio', NULL, '第十二条', '默认', true, '用地变动不超过百分之五不算实质变更'),
  ('material.floor_area', NULL, '1/10', 'ratio', NULL, '第十二条', '默认', true, NULL),
  ('material.energy_use', NULL, '1/10', 'ratio', NULL, '第十二条', '默认', true, NULL),
  ('compensation_years', NULL, '50', 'integer', '年', NULL, '工业用地出让年限', true, '退出补偿按使用年限逐年递减（专事专议附件1）')
) AS p(key, factor, value, kind, unit, article, source, general, note);

-- What asks no quota of the pools: below it pollutants are written off at intervals.
INSERT INTO policy.parameter (city, version, key, factor, value, kind, unit, article, source, is_general_knowledge, note)
SELECT '371500', v.version, 'pollutant_floor', f.factor,
  CASE WHEN v.version = 'LC-2024' THEN '0' WHEN f.factor = 'nh3n' THEN '0.01' ELSE '0.1' END, 'quantity', '吨/年', NULL,
  '聊城排污权实施细则第四条（sthjj.liaocheng.gov.cn）', false,
  CASE WHEN v.version = 'LC-2024' THEN '2026-06-01 前按水、气污染物之和 10 吨判断，不设单项下限' ELSE '单项不超过此值免交易，定期核销' END
FROM (VALUES ('LC-2024'), ('LC-2026')) AS v(version), unnest(ARRAY['cod', 'nh3n', 'so2', 'nox', 'vocs', 'pm']) AS f(factor);
