-- Scenario comparison: one row a run.
CREATE VIEW report.plan_run WITH (security_invoker = true) AS
SELECT r.city, r.run, r.scenario, r.title, r.base_date, r.policy_version, r.vintage::integer AS vintage, r.horizon::integer AS horizon,
  r.status, r.is_rehearsal, r.solver, round(r.seconds::numeric, 3) AS seconds, r.created_by, r.created_at, r.adopted_at, r.adopted_by,
  r.decision_document, r.published_at,
  c.candidates, c.served, core.units(c.investment_served) AS investment_served, core.units(c.investment_asked) AS investment_asked,
  t.value, t.bound, round(CASE WHEN t.bound = 0 THEN 0 ELSE 100 * (t.bound - t.value)::numeric / t.bound END, 4) AS gap_percent
FROM plan.run r
CROSS JOIN LATERAL (
  SELECT count(*) AS candidates, count(served_in) AS served, coalesce(sum(investment) FILTER (WHERE served_in IS NOT NULL), 0)::bigint
    AS investment_served, coalesce(sum(investment), 0)::bigint AS investment_asked
  FROM plan.candidate k WHERE (k.city, k.run) = (r.city, r.run)) c
CROSS JOIN LATERAL (
  SELECT coalesce(sum(value), 0) AS value, coalesce(sum(bound), 0) AS bound FROM plan.tier k WHERE (k.city, k.run) = (r.city, r.run)) t
ORDER BY r.city, r.run;
COMMENT ON VIEW report.plan_run IS '配置方案一览：每次情景运行一行，情景比较的口径';
COMMENT ON COLUMN report.plan_run.city IS '城市代码';
COMMENT ON COLUMN report.plan_run.run IS '方案编号';
COMMENT ON COLUMN report.plan_run.scenario IS '情景名';
COMMENT ON COLUMN report.plan_run.title IS '情景标题';
COMMENT ON COLUMN report.plan_run.base_date IS '基准日期';
COMMENT ON COLUMN report.plan_run.policy_version IS '基准日期有效的政策版本';
COMMENT ON COLUMN report.plan_run.vintage IS '首个指标年份';
COMMENT ON COLUMN report.plan_run.horizon IS '规划年数';
COMMENT ON COLUMN report.plan_run.status IS 'proven 已证明到要求的差距；stopped 因时限或中断提前结束';
COMMENT ON COLUMN report.plan_run.is_rehearsal IS '是否推演（改动了政策或供给，不能采纳）';
COMMENT ON COLUMN report.plan_run.solver IS '求解器及版本';
COMMENT ON COLUMN report.plan_run.seconds IS '求解用时（秒）';
COMMENT ON COLUMN report.plan_run.created_by IS '运行人';
COMMENT ON COLUMN report.plan_run.created_at IS '运行时间';
COMMENT ON COLUMN report.plan_run.adopted_at IS '采纳时间';
COMMENT ON COLUMN report.plan_run.adopted_by IS '采纳人';
COMMENT ON COLUMN report.plan_run.decision_document IS '采纳依据文件';
COMMENT ON COLUMN report.plan_run.published_at IS '公布时间';
COMMENT ON COLUMN report.plan_run.candidates IS '参与配置的项目数（个）';
COMMENT ON COLUMN report.plan_run.served IS '获得保障的项目数（个）';
COMMENT ON COLUMN report.plan_run.investment_served IS '获得保障项目的总投资（万元）';
COMMENT ON COLUMN report.plan_run.investment_asked IS '参与配置项目的总投资（万元）';
COMMENT ON COLUMN report.plan_run.value IS '各级得分合计（分）';
COMMENT ON COLUMN report.plan_run.bound IS '各级得分上界合计（分）';
COMMENT ON COLUMN report.plan_run.gap_percent IS '与上界的差距（%）；分级的差距见 report.plan_tier';
