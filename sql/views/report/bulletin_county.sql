-- The monthly bulletin (一月一通报): counties ranked by what they have invested of the plan; subtract first, round last.
CREATE VIEW report.bulletin_county WITH (security_invoker = true) AS
SELECT b.city, b.month, b.region, b.region_name, b.projects, b.year_plan, b.invested, round(b.done, 1) AS done_percent, round(b.schedule, 1) AS schedule_percent,
  round(b.done - b.schedule, 1) AS ahead_points, b.planned_starts, b.started, round(100.0 * b.started / nullif(b.planned_starts, 0), 1) AS start_percent,
  rank() OVER (PARTITION BY b.city, b.month ORDER BY b.done - b.schedule DESC NULLS LAST)::integer AS place
FROM (SELECT w.city, w.month, p.region, r.name AS region_name, count(*)::integer AS projects, sum(y.plan) AS year_plan, core.units(sum(w.invested)::bigint) AS invested,
    100 * core.units(sum(w.invested)::bigint) / nullif(sum(y.plan), 0) AS done, 100.0 * extract(month FROM w.month) / 12 AS schedule,
    (SELECT count(*)::integer FROM library.project x WHERE (x.city, x.region) = (w.city, p.region) AND x.stage <> 'out'
      AND x.planned_start BETWEEN date_trunc('year', w.month)::date AND (w.month + INTERVAL '1 month - 1 day')::date
      AND x.stage IN ('allocated', 'construction', 'production')) AS planned_starts,
    (SELECT count(DISTINCT x.code)::integer FROM work.milestone k JOIN library.project x ON (x.city, x.code) = (k.city, k.project)
      WHERE (x.city, x.region, k.kind) = (w.city, p.region, 'start') AND k.day BETWEEN date_trunc('year', w.month)::date AND (w.month + INTERVAL '1 month - 1 day')::date) AS started
  FROM work.progress w
  JOIN library.project p ON (p.city, p.code) = (w.city, w.project)
  JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
  JOIN work.year_plan y ON (y.city, y.project, y.year) = (w.city, w.project, extract(year FROM w.month)::integer)
  GROUP BY w.city, w.month, p.region, r.name) b
ORDER BY b.city, b.month, place;
COMMENT ON VIEW report.bulletin_county IS '月通报·县区：投资完成率、超过序时进度、开工率、排名';
COMMENT ON COLUMN report.bulletin_county.city IS '城市代码';
COMMENT ON COLUMN report.bulletin_county.month IS '月份';
COMMENT ON COLUMN report.bulletin_county.region IS '县市区代码';
COMMENT ON COLUMN report.bulletin_county.region_name IS '县市区';
COMMENT ON COLUMN report.bulletin_county.projects IS '项目数';
COMMENT ON COLUMN report.bulletin_county.year_plan IS '年度计划投资（万元）';
COMMENT ON COLUMN report.bulletin_county.invested IS '累计完成（万元）';
COMMENT ON COLUMN report.bulletin_county.done_percent IS '完成率（%）';
COMMENT ON COLUMN report.bulletin_county.schedule_percent IS '序时进度（%）';
COMMENT ON COLUMN report.bulletin_county.ahead_points IS '超过序时进度（百分点）';
COMMENT ON COLUMN report.bulletin_county.planned_starts IS '计划开工数';
COMMENT ON COLUMN report.bulletin_county.started IS '已开工数';
COMMENT ON COLUMN report.bulletin_county.start_percent IS '开工率（%）';
COMMENT ON COLUMN report.bulletin_county.place IS '排名';
