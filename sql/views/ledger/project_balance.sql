-- What each project has, by the pool that it came from.
CREATE VIEW ledger.project_balance WITH (security_invoker = true) AS
SELECT city, project, region, factor, vintage, coalesce(sum(balance) FILTER (WHERE kind = 'reserved'), 0)::bigint AS reserved,
  coalesce(sum(balance) FILTER (WHERE kind = 'granted'), 0)::bigint AS granted,
  coalesce(sum(balance) FILTER (WHERE kind = 'used'), 0)::bigint AS used
FROM ledger.account
WHERE project IS NOT NULL
GROUP BY city, project, region, factor, vintage
HAVING sum(balance) > 0;
GRANT SELECT ON ledger.project_balance TO yaosu_app, yaosu_report;
COMMENT ON VIEW ledger.project_balance IS '项目持有的指标（万分之一单位的整数）';
