-- Runs of a city, newest first.
SELECT run::text AS run, scenario, title, base_date::text AS base_date, served::text || '/' || candidates::text AS served,
  round(investment_served / 10000, 1)::text AS investment, status, is_rehearsal::text AS is_rehearsal,
  to_char(created_at, 'YYYY-MM-DD HH24:MI') AS created_at, created_by, to_char(adopted_at, 'YYYY-MM-DD HH24:MI') AS adopted_at,
  to_char(published_at, 'YYYY-MM-DD HH24:MI') AS published_at
FROM report.plan_run
WHERE city = $1
ORDER BY report.plan_run.run DESC
