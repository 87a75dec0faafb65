-- L17.2: fair between counties is a figure of each run, not a claim.
CREATE VIEW report.plan_aim WITH (security_invoker = true) AS
SELECT a.city, a.run, a.vintage::integer AS vintage, t.tier + 1 AS tier_place, t.name, a.place::integer AS place,
  CASE a.kind WHEN 'fairness' THEN '最低保障率' WHEN 'equalShares' THEN '保障率最大差' WHEN 'cityPool' THEN '市级池用量' ELSE '保留原配置' END AS aim,
  CASE WHEN a.kind = 'change' THEN a.value::numeric ELSE round(a.value / 10000.0, 4) END AS value,
  CASE WHEN a.kind = 'change' THEN a.bound::numeric ELSE round(a.bound / 10000.0, 4) END AS bound,
  CASE WHEN a.kind = 'change' THEN '个' ELSE '%' END AS unit, t.given AS points_given
FROM plan.aim a JOIN plan.tier t USING (city, run, vintage, tier)
ORDER BY a.city, a.run, a.vintage, a.tier, a.place;
COMMENT ON VIEW report.plan_aim IS '方案在得分之外的目标：达到的值、界和让出的得分';
COMMENT ON COLUMN report.plan_aim.city IS '城市代码';
COMMENT ON COLUMN report.plan_aim.run IS '方案编号';
COMMENT ON COLUMN report.plan_aim.vintage IS '指标年份';
COMMENT ON COLUMN report.plan_aim.tier_place IS '保障顺序，1 最先';
COMMENT ON COLUMN report.plan_aim.name IS '级别名称';
COMMENT ON COLUMN report.plan_aim.place IS '目标的先后，1 最先';
COMMENT ON COLUMN report.plan_aim.aim IS '目标';
COMMENT ON COLUMN report.plan_aim.value IS '达到的值';
COMMENT ON COLUMN report.plan_aim.bound IS '界：没有方案比它更好；空为未证明';
COMMENT ON COLUMN report.plan_aim.unit IS '单位';
COMMENT ON COLUMN report.plan_aim.points_given IS '本级为各目标让出的得分（分）';
