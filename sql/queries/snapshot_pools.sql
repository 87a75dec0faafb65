-- What each pool may give out on a day (of a later vintage: on its first day): lots that are valid then; nothing while it is frozen.
SELECT b.region, b.factor, b.vintage::integer AS vintage,
  CASE WHEN b.frozen THEN 0 ELSE coalesce(sum(p.quantity) FILTER (WHERE coalesce(l.valid_from, d.day) <= d.day
    AND coalesce(l.valid_to, d.day) >= d.day), 0) END::bigint AS available
FROM ledger.pool_balance b
CROSS JOIN LATERAL (SELECT greatest($3::date, make_date(b.vintage, 1, 1)) AS day) d
JOIN ledger.account a ON (a.city, a.region, a.factor, a.vintage) = (b.city, b.region, b.factor, b.vintage) AND a.kind = 'pool'
LEFT JOIN ledger.position p ON (p.city, p.account) = (a.city, a.account) AND p.quantity > 0
LEFT JOIN ledger.lot l ON (l.city, l.lot) = (p.city, p.lot)
WHERE b.city = $1 AND b.vintage >= $2
GROUP BY b.region, b.factor, b.vintage, b.frozen, d.day
ORDER BY b.vintage, b.factor, b.region
