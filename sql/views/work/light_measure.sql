-- What traffic lights look at, for projects that have been allocated or are being built: done and schedule of the year, months after the planned start,
-- days without progress (of what never moved, since it should have begun).
CREATE VIEW work.light_measure WITH (security_invoker = true) AS
SELECT p.city, p.code AS project, p.name AS project_name, p.region, r.name AS region_name, p.stage, p.planned_start,
  round(100.0 * extract(month FROM coalesce(w.month, core.today())) / 12, 2) AS schedule_percent,
  CASE WHEN w.month IS NOT NULL THEN round(100 * core.units(w.invested::bigint) / nullif(y.plan, 0), 2) END AS done_percent,
  CASE WHEN k.day IS NULL AND p.stage = 'allocated' AND p.planned_start < core.today()
    THEN (extract(year FROM age(core.today(), p.planned_start)) * 12 + extract(month FROM age(core.today(), p.planned_start)))::integer END AS start_delay_months,
  core.today() - coalesce(greatest(p.last_progress, k.day), p.planned_start) AS stale_days
FROM library.project p
JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
LEFT JOIN LATERAL (SELECT x.* FROM work.progress x WHERE (x.city, x.project) = (p.city, p.code) AND x.month <= core.today()
  AND extract(year FROM x.month) = extract(year FROM core.today()) ORDER BY x.month DESC LIMIT 1) w ON true
LEFT JOIN work.year_plan y ON (y.city, y.project, y.year) = (p.city, p.code, extract(year FROM core.today())::integer)
LEFT JOIN LATERAL (SELECT m.day FROM work.milestone m WHERE (m.city, m.project, m.kind) = (p.city, p.code, 'start') ORDER BY m.milestone DESC LIMIT 1) k ON true
WHERE p.stage IN ('allocated', 'construction');
GRANT SELECT ON work.light_measure TO yaosu_app, yaosu_report;
COMMENT ON VIEW work.light_measure IS '红黄绿灯的实测值';
