-- What indicators measure, by unit and year, each as a fraction whose parts can be looked up in the report that is named.
CREATE VIEW work.assessment_fact WITH (security_invoker = true) AS
WITH unit AS (SELECT u.city, u.code, u.kind, u.region FROM office.unit u WHERE u.kind IN ('county', 'zone', 'department')),
year AS (SELECT DISTINCT city, extract(year FROM opened_on)::integer AS year FROM work.matter)
SELECT u.city, y.year, u.code AS unit, 'reserve' AS measure, count(m.number) FILTER (WHERE m.result = 'reserve')::numeric AS numerator, count(m.number)::numeric AS denominator,
  'case_list' AS facts
FROM unit u JOIN year y USING (city)
LEFT JOIN work.matter m ON (m.city, m.region, m.procedure) = (u.city, u.region, 'consultation') AND extract(year FROM m.opened_on) = y.year
WHERE u.kind <> 'department' GROUP BY u.city, y.year, u.code
UNION ALL
SELECT u.city, y.year, u.code, 'officer', count(*) FILTER (WHERE s.has_officer), count(s.project), 'service'
FROM unit u JOIN year y USING (city) LEFT JOIN report.service s ON (s.city, s.region) = (u.city, u.region) AND s.stage IN ('allocated', 'construction')
WHERE u.kind <> 'department' GROUP BY u.city, y.year, u.code
UNION ALL
SELECT u.city, y.year, u.code, 'investment', b.invested, b.year_plan * extract(month FROM b.month) / 12, 'bulletin_county'
FROM unit u JOIN year y USING (city)
JOIN LATERAL (SELECT * FROM report.bulletin_county x WHERE (x.city, x.region) = (u.city, u.region) AND extract(year FROM x.month) = y.year ORDER BY x.month DESC LIMIT 1) b ON true
WHERE u.kind <> 'department'
UNION ALL
SELECT u.city, y.year, u.code, 'production', count(k.milestone) FILTER (WHERE k.kind IN ('finish', 'production', 'target')), count(k.milestone), 'milestone'
FROM unit u JOIN year y USING (city) LEFT JOIN library.project p ON (p.city, p.region) = (u.city, u.region)
LEFT JOIN work.milestone k ON (k.city, k.project) = (p.city, p.code) AND extract(year FROM k.day) = y.year
WHERE u.kind <> 'department' GROUP BY u.city, y.year, u.code
UNION ALL
SELECT u.city, y.year, u.code, 'on_time', count(*) FILTER (WHERE t.state = 'done' AND coalesce(t.done_on <= t.due, true)),
  count(t.task) FILTER (WHERE t.state = 'done' OR t.due < core.today()), 'task_list'
FROM unit u JOIN year y USING (city) LEFT JOIN work.task t ON (t.city, t.unit) = (u.city, u.code) AND extract(year FROM t.opened_on) = y.year AND t.state IN ('done', 'open')
GROUP BY u.city, y.year, u.code
UNION ALL
SELECT u.city, y.year, u.code, 'problems', coalesce(sum(coalesce((m.data->>'quality')::numeric, 0) / 100) FILTER (WHERE m.result = 'solved'), 0), count(m.number), 'problem'
FROM unit u JOIN year y USING (city) LEFT JOIN work.matter m ON (m.city, m.procedure) = (u.city, 'problem') AND m.data->>'unit' = u.code AND extract(year FROM m.opened_on) = y.year
GROUP BY u.city, y.year, u.code
UNION ALL
SELECT u.city, y.year, u.code, 'satisfaction', sum(g.tenths) / 1000.0, count(g.rating), 'evaluation'
FROM unit u JOIN year y USING (city) LEFT JOIN work.rating g ON (g.city, g.unit, g.kind) = (u.city, u.code, 'satisfaction') AND extract(year FROM g.day) = y.year
WHERE u.kind = 'department' GROUP BY u.city, y.year, u.code
UNION ALL
SELECT u.city, y.year, u.code, 'points', coalesce(sum(g.hundredths), 0) / 100.0, 1, 'point'
FROM unit u JOIN year y USING (city) LEFT JOIN work.point g ON (g.city, g.unit) = (u.city, u.code) AND extract(year FROM g.day) = y.year AND g.kind = 'points'
GROUP BY u.city, y.year, u.code;
GRANT SELECT ON work.assessment_fact TO yaosu_app, yaosu_report;
COMMENT ON VIEW work.assessment_fact IS '考核指标的实测分子分母';
