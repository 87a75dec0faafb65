-- What projects hold or have used, by the pool that it came from: now, or as a run saw it, that is less what was booked since.
WITH since AS (SELECT ledger_batch FROM plan.run WHERE (city, run) = ($1, $2)),
later AS (
  SELECT x.account, sum(x.quantity)::bigint AS quantity
  FROM since s JOIN ledger.entry e ON e.city = $1 AND e.batch > s.ledger_batch
  CROSS JOIN LATERAL (VALUES (e.from_account, -e.quantity), (e.to_account, e.quantity)) AS x(account, quantity)
  GROUP BY x.account)
SELECT a.project, a.factor, a.region, a.vintage::integer AS vintage, coalesce(sum(h.quantity) FILTER (WHERE a.kind = 'reserved'), 0)::bigint AS reserved,
  coalesce(sum(h.quantity) FILTER (WHERE a.kind = 'granted'), 0)::bigint AS granted, coalesce(sum(h.quantity) FILTER (WHERE a.kind = 'used'), 0)::bigint AS used
FROM ledger.account a
LEFT JOIN later l ON l.account = a.account
CROSS JOIN LATERAL (SELECT a.balance - coalesce(l.quantity, 0) AS quantity) h
WHERE a.city = $1 AND a.project IS NOT NULL
GROUP BY a.project, a.region, a.factor, a.vintage
HAVING sum(h.quantity) > 0
ORDER BY a.project COLLATE "C", a.factor, a.region, a.vintage
