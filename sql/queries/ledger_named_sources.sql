-- Sources of a project's quota as a notice names them.
SELECT f.name AS factor, t.vintage::text AS vintage, p.name AS pool_region,
  CASE t.state WHEN 'reserved' THEN '预留' WHEN 'granted' THEN '核发' WHEN 'used' THEN '核销' ELSE t.state END AS state, t.lot::text AS lot, l.name AS lot_region,
  t.source, t.document, t.valid_to::text AS valid_to, core.units(t.quantity)::text AS quantity, f.unit
FROM ledger.trace_project($1, $2) t
JOIN policy.factor f ON (f.city, f.code) = ($1, t.factor)
LEFT JOIN policy.region p ON (p.city, p.code) = ($1, t.pool_region)
LEFT JOIN policy.region l ON (l.city, l.code) = ($1, t.lot_region)
ORDER BY f.sort, t.vintage, t.pool_region, t.lot
