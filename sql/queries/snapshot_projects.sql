-- Projects that may be served: reserved or further on (L14), not out. The day counts progress for the reclaim rules.
SELECT p.code, p.name, p.region, p.industry, p.level, p.investment, p.grade, p.is_two_high,
  p.entered - DATE '1970-01-01' AS entered_day, $2::date - p.last_progress AS days_since_progress, p.is_generated, p.content_hash,
  coalesce((SELECT array_agg(c.class::integer ORDER BY c.class) FROM library.classification c
    WHERE (c.city, c.project) = (p.city, p.code) AND c.is_member), '{}') AS classes,
  coalesce((SELECT array_agg(m.library ORDER BY m.library) FROM library.membership m
    WHERE (m.city, m.project) = (p.city, p.code)), '{}') AS libraries
FROM library.project p
WHERE p.city = $1 AND p.stage IN ('reserved', 'allocated', 'construction', 'production')
ORDER BY p.code COLLATE "C"
