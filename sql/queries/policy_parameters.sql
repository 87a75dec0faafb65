-- Parameters of the version in force on a day, with the source of each value.
SELECT p.key, coalesce(p.factor, '') AS factor, coalesce(p.industry, '') AS industry, coalesce(p.region, '') AS region, p.value,
  coalesce(p.unit, '') AS unit, coalesce(p.article, '') AS article, p.source, CASE WHEN p.is_general_knowledge THEN '待确认' ELSE '' END AS confirm
FROM policy.parameter p
JOIN policy.version v ON (v.city, v.code) = (p.city, p.version)
WHERE p.city = $1 AND v.during @> $2::date
ORDER BY p.key, p.factor, p.industry, p.region
