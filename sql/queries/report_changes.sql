-- What happened from one day to another.
SELECT day::text AS day, kind, region_name, project, project_name, factor_name, amount::text AS amount, unit, what, document, actor
FROM report.changes($1, $2::text::date, $3::text::date)
LIMIT 200000
