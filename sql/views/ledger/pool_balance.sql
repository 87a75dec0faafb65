-- One row a pool: what it holds, what of that may be reserved now, and what projects have from it.
CREATE VIEW ledger.pool_balance WITH (security_invoker = true) AS
SELECT a.city, a.region, a.factor, a.vintage, a.balance::bigint AS balance,
  CASE WHEN f.batch IS NOT NULL THEN 0 ELSE a.balance - coalesce(x.stale, 0) END::bigint AS available,
  coalesce(h.reserved, 0)::bigint AS reserved, coalesce(h.granted, 0)::bigint AS granted, coalesce(h.used, 0)::bigint AS used,
  f.batch IS NOT NULL AS frozen, a.version
FROM ledger.account a
LEFT JOIN (
  SELECT city, region, factor, vintage, sum(balance) FILTER (WHERE kind = 'reserved') AS reserved,
    sum(balance) FILTER (WHERE kind = 'granted') AS granted, sum(balance) FILTER (WHERE kind = 'used') AS used
  FROM ledger.account WHERE project IS NOT NULL GROUP BY 1, 2, 3, 4) h USING (city, region, factor, vintage)
-- Lots that are not valid today can't be given out.
LEFT JOIN (
  SELECT p.city, p.account, sum(p.quantity) AS stale FROM ledger.position p JOIN ledger.lot l USING (city, lot)
  WHERE p.quantity > 0 AND (l.valid_to < CURRENT_DATE OR l.valid_from > CURRENT_DATE) GROUP BY 1, 2) x USING (city, account)
LEFT JOIN ledger.freeze f ON f.ended_by IS NULL AND (f.city, f.region, f.factor, f.vintage) = (a.city, a.region, a.factor, a.vintage)
WHERE a.kind = 'pool';
GRANT SELECT ON ledger.pool_balance TO yaosu_app, yaosu_report;
COMMENT ON VIEW ledger.pool_balance IS '要素池余额（万分之一单位的整数）';
