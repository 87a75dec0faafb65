-- Each tier has its own bound and gap (solver.md, 5): the gap of a sum would hide the lower tiers.
CREATE VIEW report.plan_tier WITH (security_invoker = true) AS
SELECT t.city, t.run, t.vintage::integer AS vintage, t.tier + 1 AS place, t.name, t.candidates, t.awarded, t.value, t.bound,
  round(CASE WHEN t.bound = 0 THEN 0 ELSE 100 * (t.bound - t.value)::numeric / t.bound END, 4) AS gap_percent,
  round(t.seconds::numeric, 3) AS seconds, t.status
FROM plan.tier t
ORDER BY t.city, t.run, t.vintage, t.tier;
COMMENT ON VIEW report.plan_tier IS '各保障级别的结果：得分、上界、差距';
COMMENT ON COLUMN report.plan_tier.city IS '城市代码';
COMMENT ON COLUMN report.plan_tier.run IS '方案编号';
COMMENT ON COLUMN report.plan_tier.vintage IS '指标年份';
COMMENT ON COLUMN report.plan_tier.place IS '保障顺序，1 最先';
COMMENT ON COLUMN report.plan_tier.name IS '级别名称';
COMMENT ON COLUMN report.plan_tier.candidates IS '申请项目数（个）';
COMMENT ON COLUMN report.plan_tier.awarded IS '获得保障项目数（个）';
COMMENT ON COLUMN report.plan_tier.value IS '得分（分）';
COMMENT ON COLUMN report.plan_tier.bound IS '得分上界（分），在前面各级已定的条件下';
COMMENT ON COLUMN report.plan_tier.gap_percent IS '与上界的差距（%）';
COMMENT ON COLUMN report.plan_tier.seconds IS '求解用时（秒）';
COMMENT ON COLUMN report.plan_tier.status IS 'proven 已证明；stopped 提前结束';
