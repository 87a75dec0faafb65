-- What each pool may give out on a day (of a later vintage: on its first day): lots that are valid then; nothing while it is frozen.
-- Now, or as a run saw it, that is less what was booked since.
WITH since AS (SELECT ledger_batch FROM plan.run WHERE (city, run) = ($1, $4)),
held AS (
  SELECT p.account, p.lot, sum(p.quantity)::bigint AS quantity
  FROM (
    SELECT account, lot, quantity FROM ledger.position WHERE city = $1 AND quantity > 0
    UNION ALL
    SELECT x.account, e.lot, x.quantity FROM since s JOIN ledger.entry e ON e.city = $1 AND e.batch > s.ledger_batch
    CROSS JOIN LATERAL (VALUES (e.from_account, e.quantity), (e.to_account, -e.quantity)) AS x(account, quantity)
  ) p
  GROUP BY p.account, p.lot
  HAVING sum(p.quantity) > 0)
SELECT b.region, b.factor, b.vintage::integer AS vintage,
  CASE WHEN f.frozen THEN 0 ELSE coalesce(sum(p.quantity) FILTER (WHERE coalesce(l.valid_from, d.day) <= d.day
    AND coalesce(l.valid_to, d.day) >= d.day), 0) END::bigint AS available
FROM ledger.pool_balance b
CROSS JOIN LATERAL (SELECT greatest($3::date, make_date(b.vintage, 1, 1)) AS day) d
CROSS JOIN LATERAL (SELECT CASE WHEN s.ledger_batch IS NULL THEN b.frozen ELSE EXISTS (SELECT FROM ledger.freeze z
  WHERE (z.city, z.region, z.factor, z.vintage) = (b.city, b.region, b.factor, b.vintage) AND z.batch <= s.ledger_batch
    AND (z.ended_by IS NULL OR z.ended_by > s.ledger_batch)) END AS frozen FROM (SELECT) one LEFT JOIN since s ON true) f
JOIN ledger.account a ON (a.city, a.region, a.factor, a.vintage) = (b.city, b.region, b.factor, b.vintage) AND a.kind = 'pool'
LEFT JOIN held p ON p.account = a.account
LEFT JOIN ledger.lot l ON (l.city, l.lot) = (b.city, p.lot)
WHERE b.city = $1 AND b.vintage >= $2
GROUP BY b.region, b.factor, b.vintage, f.frozen, d.day
ORDER BY b.vintage, b.factor, b.region
