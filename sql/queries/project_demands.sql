-- What a project asks, with its standing and basis, and what it holds.
SELECT f.name AS factor, coalesce(d.year::text, '') AS year, d.phase, core.units(d.quantity)::text AS quantity, f.unit, d.standing,
  coalesce(d.basis, '') AS basis
FROM library.demand d
JOIN policy.factor f ON (f.city, f.code) = (d.city, d.factor)
WHERE d.city = $1 AND d.project = $2
ORDER BY f.sort, d.year, d.phase
