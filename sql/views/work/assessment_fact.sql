-- What indicators measure, by unit and year, each as a fraction whose parts can be looked up in the report that is named. Every source is added up once.
CREATE VIEW work.assessment_fact WITH (security_invoker = true) AS
WITH reserve AS MATERIALIZED (
  SELECT city, region, extract(year FROM opened_on)::integer AS year, count(*) FILTER (WHERE result = 'reserve') AS done, count(*) AS all_of
  FROM work.matter WHERE procedure = 'consultation' GROUP BY 1, 2, 3),
officer AS MATERIALIZED (
  SELECT city, region, count(*) FILTER (WHERE has_officer) AS done, count(*) AS all_of FROM report.service WHERE stage IN ('allocated', 'construction') GROUP BY 1, 2),
investment AS MATERIALIZED (
  SELECT DISTINCT ON (city, region, extract(year FROM month)) city, region, extract(year FROM month)::integer AS year, invested,
    year_plan * extract(month FROM month) / 12 AS due
  FROM report.bulletin_county ORDER BY city, region, extract(year FROM month), month DESC),
production AS MATERIALIZED (
  SELECT k.city, p.region, extract(year FROM k.day)::integer AS year, count(*) FILTER (WHERE k.kind IN ('finish', 'production', 'target')) AS done, count(*) AS all_of
  FROM work.milestone k JOIN library.project p ON (p.city, p.code) = (k.city, k.project) GROUP BY 1, 2, 3),
on_time AS MATERIALIZED (
  SELECT city, unit, extract(year FROM opened_on)::integer AS year, count(*) FILTER (WHERE state = 'done' AND coalesce(done_on <= due, true)) AS done,
    count(*) FILTER (WHERE state = 'done' OR due < core.today()) AS all_of
  FROM work.task WHERE state IN ('done', 'open') GROUP BY 1, 2, 3),
problems AS MATERIALIZED (
  SELECT city, data->>'unit' AS unit, extract(year FROM opened_on)::integer AS year,
    sum(coalesce((data->>'quality')::numeric, 0) / 100) FILTER (WHERE result = 'solved') AS done, count(*) AS all_of
  FROM work.matter WHERE procedure = 'problem' GROUP BY 1, 2, 3),
satisfaction AS MATERIALIZED (
  SELECT city, unit, extract(year FROM day)::integer AS year, sum(tenths) / 1000.0 AS done, count(*) AS all_of FROM work.rating WHERE kind = 'satisfaction' GROUP BY 1, 2, 3),
points AS MATERIALIZED (
  SELECT city, unit, extract(year FROM day)::integer AS year, sum(hundredths) / 100.0 AS done FROM work.point WHERE kind = 'points' GROUP BY 1, 2, 3),
unit AS MATERIALIZED (
  SELECT u.city, u.code, u.kind, u.region, y.year FROM office.unit u JOIN (SELECT DISTINCT city, extract(year FROM opened_on)::integer AS year FROM work.matter) y USING (city)
  WHERE u.kind IN ('county', 'zone', 'department'))
SELECT u.city, u.year, u.code AS unit, m.measure, coalesce(m.done, 0)::numeric AS numerator, coalesce(m.all_of, 0)::numeric AS denominator, m.facts
FROM unit u
LEFT JOIN reserve r ON (r.city, r.region, r.year) = (u.city, u.region, u.year)
LEFT JOIN officer o ON (o.city, o.region) = (u.city, u.region)
LEFT JOIN investment i ON (i.city, i.region, i.year) = (u.city, u.region, u.year)
LEFT JOIN production p ON (p.city, p.region, p.year) = (u.city, u.region, u.year)
LEFT JOIN on_time t ON (t.city, t.unit, t.year) = (u.city, u.code, u.year)
LEFT JOIN problems b ON (b.city, b.unit, b.year) = (u.city, u.code, u.year)
LEFT JOIN satisfaction s ON (s.city, s.unit, s.year) = (u.city, u.code, u.year)
LEFT JOIN points g ON (g.city, g.unit, g.year) = (u.city, u.code, u.year)
CROSS JOIN LATERAL (VALUES ('reserve', r.done::numeric, r.all_of::numeric, 'case_list', false), ('officer', o.done, o.all_of, 'service', false),
  ('investment', i.invested, i.due, 'bulletin_county', false), ('production', p.done, p.all_of, 'milestone', false), ('on_time', t.done, t.all_of, 'task_list', NULL),
  ('problems', b.done, b.all_of, 'problem', NULL), ('satisfaction', s.done, s.all_of, 'evaluation', true), ('points', g.done, 1, 'point', NULL))
  AS m(measure, done, all_of, facts, is_department)
WHERE m.is_department IS NULL OR m.is_department = (u.kind = 'department');
GRANT SELECT ON work.assessment_fact TO yaosu_app, yaosu_report;
COMMENT ON VIEW work.assessment_fact IS '考核指标的实测分子分母';
