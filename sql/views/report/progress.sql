-- Monthly figures of projects, with what the year asks (L23).
CREATE VIEW report.progress WITH (security_invoker = true) AS
SELECT w.city, w.project, p.name AS project_name, p.region, r.name AS region_name, w.month, y.plan AS year_plan, core.units(w.invested::bigint) AS invested,
  round(100 * core.units(w.invested::bigint) / nullif(y.plan, 0), 1) AS done_percent, round(100.0 * extract(month FROM w.month) / 12, 1) AS schedule_percent,
  round(100 * core.units(w.invested::bigint) / nullif(y.plan, 0) - 100.0 * extract(month FROM w.month) / 12, 1) AS ahead_points, w.picture,
  w.locked_by IS NOT NULL AS is_locked, w.reported_on
FROM work.progress w
JOIN library.project p ON (p.city, p.code) = (w.city, w.project)
JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
JOIN work.year_plan y ON (y.city, y.project, y.year) = (w.city, w.project, extract(year FROM w.month)::integer)
ORDER BY w.city, w.month, r.sort, w.project;
COMMENT ON VIEW report.progress IS '月度进度：年度计划、累计完成、序时进度';
COMMENT ON COLUMN report.progress.city IS '城市代码';
COMMENT ON COLUMN report.progress.project IS '项目代码';
COMMENT ON COLUMN report.progress.project_name IS '项目名称';
COMMENT ON COLUMN report.progress.region IS '县市区代码';
COMMENT ON COLUMN report.progress.region_name IS '县市区';
COMMENT ON COLUMN report.progress.month IS '月份';
COMMENT ON COLUMN report.progress.year_plan IS '年度计划投资（万元）；未填报的按总投资和工期折算';
COMMENT ON COLUMN report.progress.invested IS '年内累计完成投资（万元）';
COMMENT ON COLUMN report.progress.done_percent IS '年度投资完成率（%）';
COMMENT ON COLUMN report.progress.schedule_percent IS '序时进度（%）';
COMMENT ON COLUMN report.progress.ahead_points IS '超过序时进度（百分点，先减后舍入）';
COMMENT ON COLUMN report.progress.picture IS '形象进度';
COMMENT ON COLUMN report.progress.is_locked IS '市级已确认锁定';
COMMENT ON COLUMN report.progress.reported_on IS '填报日';
