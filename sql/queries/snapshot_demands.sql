-- Demand of those projects up to a year, summed over years and phases; the weakest standing speaks for the sum.
SELECT d.project, d.factor, sum(d.quantity)::bigint AS quantity, min(d.year)::integer AS year,
  CASE WHEN bool_or(d.standing = 'estimated') THEN 'estimated' WHEN bool_or(d.standing = 'reported') THEN 'reported' ELSE 'verified' END
    AS standing
FROM library.demand d
JOIN library.project p ON (p.city, p.code) = (d.city, d.project)
WHERE d.city = $1 AND (d.year IS NULL OR d.year <= $2)
  AND p.stage IN ('reserved', 'allocated', 'construction', 'production')
GROUP BY d.project, d.factor
HAVING sum(d.quantity) > 0
ORDER BY d.project COLLATE "C", d.factor
