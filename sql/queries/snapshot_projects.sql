-- Projects that may be served: reserved or further on (L14), not out, their owner not blocked (L29). The day counts progress for the reclaim rules.
-- A project without a grade of its own has its owner's, of the last evaluation before the year (B3.4).
-- An owner with promises open past their day, or a target evaluation below the policy's least, counts one grade lower (L28).
WITH fallen AS MATERIALIZED (
  SELECT DISTINCT coalesce(o.credit_code, o.owner) AS owner FROM library.project o
  WHERE o.city = $1 AND (EXISTS (SELECT FROM work.promise_balance b WHERE (b.city, b.project) = (o.city, o.code) AND b.open > 0 AND b.due < $2::date)
    OR (SELECT g.tenths FROM work.rating g WHERE (g.city, g.project, g.kind) = (o.city, o.code, 'target') AND g.day <= $2::date ORDER BY g.rating DESC LIMIT 1)
      < 10 * coalesce(policy.parameter_at($1, 'evaluation.least', NULL, NULL, NULL, $2::date), '0')::integer)
    AND o.stage IN ('construction', 'production', 'out')),
evaluated AS MATERIALIZED (
  SELECT DISTINCT ON (o.owner) o.owner, g.grade FROM library.enterprise_grade g CROSS JOIN LATERAL (VALUES (g.credit_code), (g.name)) AS o(owner)
  WHERE g.city = $1 AND g.year < extract(year FROM $2::date) AND o.owner IS NOT NULL ORDER BY o.owner, g.year DESC, g.place)
SELECT p.code, p.name, p.region, p.industry, p.level, p.investment, CASE WHEN f.owner IS NULL THEN g.grade
    ELSE CASE g.grade WHEN 'A' THEN 'B' WHEN 'B' THEN 'C' WHEN 'T' THEN 'C' ELSE 'D' END END AS grade, p.is_two_high,
  p.entered - DATE '1970-01-01' AS entered_day, $2::date - p.last_progress AS days_since_progress, p.is_generated, p.content_hash, p.owner, p.credit_code,
  coalesce((SELECT array_agg(c.class::integer ORDER BY c.class) FROM library.classification c
    WHERE (c.city, c.project) = (p.city, p.code) AND c.is_member), '{}') AS classes,
  coalesce((SELECT array_agg(m.library ORDER BY m.library) FROM library.membership m
    WHERE (m.city, m.project) = (p.city, p.code)), '{}') AS libraries
FROM library.project p
LEFT JOIN fallen f ON f.owner = coalesce(p.credit_code, p.owner)
LEFT JOIN evaluated e ON e.owner = coalesce(p.credit_code, p.owner)
CROSS JOIN LATERAL (SELECT CASE WHEN p.grade = 'T' THEN coalesce(e.grade, 'T') ELSE p.grade END AS grade) g
WHERE p.city = $1 AND NOT EXISTS (SELECT FROM library.block b WHERE b.city = p.city AND $2::date BETWEEN b.since AND coalesce(b.until, 'infinity')
    AND (b.credit_code = p.credit_code OR b.credit_code IS NULL AND b.owner = p.owner))
  AND p.stage IN ('reserved', 'allocated', 'construction', 'production')
ORDER BY p.code COLLATE "C"
