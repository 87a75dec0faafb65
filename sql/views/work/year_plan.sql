-- What each project is to invest in each year of its construction: what was reported for the year, else the total spread evenly over the days between
-- planned start and finish. In 万元.
CREATE VIEW work.year_plan WITH (security_invoker = true) AS
SELECT p.city, p.code AS project, y.year::integer AS year, CASE WHEN y.year = extract(year FROM core.today()) AND p.year_investment IS NOT NULL
    THEN core.units(p.year_investment::bigint)
  ELSE round(core.units(p.investment::bigint) * greatest(least(p.planned_finish, make_date(y.year, 12, 31)) - greatest(p.planned_start, make_date(y.year, 1, 1)) + 1, 0)
    / nullif(p.planned_finish - p.planned_start + 1, 0), 4) END AS plan
FROM library.project p
CROSS JOIN LATERAL generate_series(extract(year FROM p.planned_start)::integer, extract(year FROM p.planned_finish)::integer) AS y(year);
GRANT SELECT ON work.year_plan TO yaosu_app, yaosu_report;
COMMENT ON VIEW work.year_plan IS '年度计划投资（万元）';
