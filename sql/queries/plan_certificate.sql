-- A run's proof, tier by tier.
SELECT vintage, place, name, value, certified, gap_percent::text AS gap_percent, stated_bound, holds, problem
FROM report.plan_certificate($1, $2)
