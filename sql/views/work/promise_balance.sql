-- The promise ledger by project and item: promised, kept, waived, open.
CREATE VIEW work.promise_balance WITH (security_invoker = true) AS
SELECT city, project, item, sum(quantity) FILTER (WHERE from_account = 'outside')::bigint AS promised,
  coalesce(sum(quantity) FILTER (WHERE to_account = 'kept'), 0)::bigint - coalesce(sum(quantity) FILTER (WHERE from_account = 'kept'), 0)::bigint AS kept,
  coalesce(sum(quantity) FILTER (WHERE to_account = 'waived'), 0)::bigint AS waived,
  (coalesce(sum(quantity) FILTER (WHERE to_account = 'open'), 0) - coalesce(sum(quantity) FILTER (WHERE from_account = 'open'), 0))::bigint AS open,
  min(due) AS due
FROM work.promise
GROUP BY city, project, item;
GRANT SELECT ON work.promise_balance TO yaosu_app, yaosu_report;
COMMENT ON VIEW work.promise_balance IS '承诺账余额：承诺、兑现、免除、未兑现（万分之一单位）';
