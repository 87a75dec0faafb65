-- One row a pool: what it holds, what of that may be reserved now, and what projects have from it.
CREATE VIEW ledger.pool_balance WITH (security_invoker = true) AS
SELECT a.city, a.region, a.factor, a.vintage, a.balance::bigint AS balance,
  CASE WHEN f.batch IS NOT NULL THEN 0 ELSE a.balance - coalesce(x.stale, 0) END::bigint AS available,
  coalesce(h.reserved, 0)::bigint AS reserved, coalesce(h.granted, 0)::bigint AS granted, coalesce(h.used, 0)::bigint AS used,
  f.batch IS NOT NULL AS frozen, a.version
FROM ledger.account a
-- Each by its own index, pool by pool: right after a large import the tables have no statistics, and a join by guess can take minutes.
LEFT JOIN LATERAL (
  SELECT sum(o.balance) FILTER (WHERE o.kind = 'reserved') AS reserved, sum(o.balance) FILTER (WHERE o.kind = 'granted') AS granted,
    sum(o.balance) FILTER (WHERE o.kind = 'used') AS used
  FROM ledger.account o
  WHERE (o.city, o.region, o.factor, o.vintage) = (a.city, a.region, a.factor, a.vintage) AND o.kind IN ('reserved', 'granted', 'used')) h ON true
-- Lots that are not valid today can't be given out. Each lot by its key: as a join it was taken for few rows and read whole for each pool.
LEFT JOIN LATERAL (
  SELECT sum(p.quantity) AS stale FROM ledger.position p
  WHERE (p.city, p.account) = (a.city, a.account) AND p.quantity > 0
    AND (SELECT l.valid_to < CURRENT_DATE OR l.valid_from > CURRENT_DATE FROM ledger.lot l WHERE (l.city, l.lot) = (p.city, p.lot))) x ON true
LEFT JOIN ledger.freeze f ON f.ended_by IS NULL AND (f.city, f.region, f.factor, f.vintage) = (a.city, a.region, a.factor, a.vintage)
WHERE a.kind = 'pool';
GRANT SELECT ON ledger.pool_balance TO yaosu_app, yaosu_report;
COMMENT ON VIEW ledger.pool_balance IS '要素池余额（万分之一单位的整数）';
