-- Stalled quota, each joined with the waiting projects that it would bring in: the likeliest reclaims first, and of those the ones that free the most of a factor.
CREATE VIEW report.reclaim_pair WITH (security_invoker = true) AS
SELECT s.city, s.project AS stalled_project, s.project_name AS stalled_name, s.region, s.stale_days, f.name AS factor_name, f.unit, b.vintage::integer AS vintage,
  core.units((b.reserved + b.granted)::bigint) AS recoverable, CASE WHEN s.stale_days >= 730 THEN '高' WHEN s.stale_days >= 540 THEN '中' ELSE '低' END AS chance,
  w.project AS waiting_project, w.name AS waiting_name, core.units(w.missing::bigint) AS missing, b.reserved + b.granted >= w.missing AS is_enough,
  '聊城办法第二十条' AS article, work.due(s.city, core.today(), '{"amount": 5, "unit": "working_days"}') AS objection_until, m.number AS open_case, c.amount AS compensation
FROM work.light_measure s
JOIN ledger.project_balance b ON (b.city, b.project) = (s.city, s.project) AND b.reserved + b.granted > 0
JOIN policy.factor f ON (f.city, f.code) = (b.city, b.factor)
LEFT JOIN work.matter m ON (m.city, m.project, m.procedure) = (s.city, s.project, 'reclaim') AND m.status <> 'closed'
-- By P11, once the case's proposal has the price and the years: land falls by the year, buildings at their appraisal.
LEFT JOIN LATERAL (SELECT core.units(plan.compensation((t.terms->>'land_price')::bigint, (t.terms->>'land_years')::integer, (t.terms->>'land_used_years')::integer,
    (t.terms->>'appraisal')::bigint)) AS amount FROM (SELECT work.compensation_terms(m.data) AS terms) t) c ON true
LEFT JOIN LATERAL (SELECT x.project, p.name, x.missing FROM plan.shortage x JOIN library.project p ON (p.city, p.code) = (x.city, x.project)
  WHERE (x.city, x.factor, x.region) = (b.city, b.factor, b.region)
    AND x.run = (SELECT max(run) FROM plan.run r WHERE r.city = b.city AND r.adopted_at IS NOT NULL) AND p.stage = 'reserved'
  ORDER BY x.missing, x.project LIMIT 3) w ON true
WHERE s.stale_days >= 365
ORDER BY s.city, s.stale_days >= 730 DESC, s.stale_days >= 540 DESC, f.sort, b.reserved + b.granted DESC, s.project, b.vintage, w.missing, w.project;
COMMENT ON VIEW report.reclaim_pair IS '收回配对：停滞指标 × 可保障的等待项目，附依据和异议期限';
COMMENT ON COLUMN report.reclaim_pair.city IS '城市代码';
COMMENT ON COLUMN report.reclaim_pair.stalled_project IS '停滞项目代码';
COMMENT ON COLUMN report.reclaim_pair.stalled_name IS '停滞项目';
COMMENT ON COLUMN report.reclaim_pair.region IS '县市区代码';
COMMENT ON COLUMN report.reclaim_pair.stale_days IS '无进展天数';
COMMENT ON COLUMN report.reclaim_pair.factor_name IS '要素';
COMMENT ON COLUMN report.reclaim_pair.unit IS '计量单位';
COMMENT ON COLUMN report.reclaim_pair.vintage IS '指标年份';
COMMENT ON COLUMN report.reclaim_pair.recoverable IS '可收回（要素单位）';
COMMENT ON COLUMN report.reclaim_pair.chance IS '可能性：高、中、低';
COMMENT ON COLUMN report.reclaim_pair.waiting_project IS '等待项目代码';
COMMENT ON COLUMN report.reclaim_pair.waiting_name IS '等待项目';
COMMENT ON COLUMN report.reclaim_pair.missing IS '等待项目所缺（要素单位）';
COMMENT ON COLUMN report.reclaim_pair.is_enough IS '收回后是否够用';
COMMENT ON COLUMN report.reclaim_pair.article IS '依据';
COMMENT ON COLUMN report.reclaim_pair.objection_until IS '今日告知的异议截止日';
COMMENT ON COLUMN report.reclaim_pair.open_case IS '正在办理的收回事项';
COMMENT ON COLUMN report.reclaim_pair.compensation IS '补偿（万元）：收回建议填报出让价款和年限后按逐年递减计算';
