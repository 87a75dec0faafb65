-- Projects of the library, by part of a name or code, region, stage, class; pinyin order.
SELECT p.code, p.name, r.name AS region, p.industry, p.level, p.stage, core.units(p.investment)::text AS investment,
  coalesce((SELECT string_agg(c.class::text, ',' ORDER BY c.class) FROM library.classification c
    WHERE (c.city, c.project) = (p.city, p.code) AND c.is_member), '') AS classes,
  CASE WHEN p.is_generated THEN '生成' ELSE '真实' END AS origin
FROM library.project p
JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
WHERE p.city = $1
  AND ($2::text IS NULL OR p.name COLLATE "default" ILIKE '%' || $2 || '%' OR p.code ILIKE '%' || $2 || '%')
  AND ($3::text IS NULL OR p.region = $3) AND ($4::text IS NULL OR p.stage = $4)
ORDER BY r.sort, p.name, p.code
LIMIT $5
