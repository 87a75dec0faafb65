-- One project, field by field, as people read it.
SELECT f.key AS field, access.masked(f.key, f.value) AS value
FROM library.project p, jsonb_each_text(to_jsonb(p)) AS f
WHERE p.city = $1 AND p.code = $2 AND f.value IS NOT NULL AND f.value <> ''
  AND f.key NOT IN ('city', 'demand_digest', 'reported_digest')
ORDER BY f.key
