-- A page of the library, with light and what is short, by filters that may be left out. $8: order; $9: how many; after so many ($10), or after a row that
-- was there ($12, as `place` tells it).
WITH short AS MATERIALIZED (
  SELECT s.project, string_agg(DISTINCT f.name, '、') AS factors, array_agg(DISTINCT s.factor::text) AS codes
  FROM plan.shortage s JOIN policy.factor f ON (f.city, f.code) = (s.city, s.factor)
  WHERE s.city = $1 AND s.run = (SELECT max(run) FROM plan.run r WHERE r.city = $1 AND r.adopted_at IS NOT NULL)
  GROUP BY s.project
), light AS MATERIALIZED (
  SELECT l.project, l.colour, l.reason FROM report.traffic_light l WHERE l.city = $1 AND l.is_chosen
), class AS MATERIALIZED (
  SELECT c.project, string_agg(c.class::text, ',' ORDER BY c.class) AS classes, array_agg(c.class::text) AS list
  FROM library.classification c WHERE c.city = $1 AND c.is_member GROUP BY c.project
), found AS (
  SELECT p.code::text AS code, p.name, r.name AS region_name, p.industry, p.stage, core.units(p.investment)::text AS investment,
    core.units(p.land_area)::text AS land_area, c.classes, l.colour, l.reason, s.factors AS short, p.planned_start::text AS planned_start, p.owner,
    count(*) OVER ()::text AS total,
    -- What the order asks for, nothing last; then the county, unless the order is that of codes; then name and code.
    coalesce(CASE $8 WHEN 'investment' THEN -p.investment WHEN 'start' THEN p.planned_start - date '2000-01-01'
      WHEN 'light' THEN array_position(ARRAY['red', 'yellow', 'green'], l.colour) ELSE 0 END, 9223372036854775807) AS first,
    CASE WHEN $8 = 'code' THEN 0 ELSE r.sort END AS second, CASE WHEN $8 = 'code' THEN p.code::text COLLATE "C" ELSE '' END AS third
  FROM library.project p
  JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
  LEFT JOIN light l ON l.project = p.code
  LEFT JOIN short s ON s.project = p.code
  LEFT JOIN class c ON c.project = p.code
  WHERE p.city = $1
    AND ($2::text IS NULL OR p.name COLLATE "default" ILIKE '%' || $2 || '%' OR p.code ILIKE '%' || $2 || '%' OR p.owner COLLATE "default" ILIKE '%' || $2 || '%')
    AND ($3::text IS NULL OR p.region = $3) AND ($4::text IS NULL OR p.stage = $4) AND ($5::text IS NULL OR l.colour = $5)
    AND ($6::text IS NULL OR $6 = ANY (c.list)) AND ($7::text IS NULL OR $7 = ANY (s.codes))
    AND ($11::text IS NULL OR EXISTS (SELECT FROM library.membership m WHERE (m.city, m.project, m.library) = (p.city, p.code, $11)))
), page AS (
  SELECT * FROM found
  WHERE $12::jsonb IS NULL OR (first, second, third, name, code) > (($12::jsonb->>0)::bigint, ($12::jsonb->>1)::integer, $12::jsonb->>2, $12::jsonb->>3, $12::jsonb->>4)
  ORDER BY first, second, third, name, code LIMIT $9 OFFSET $10
)
SELECT code, name, region_name, industry, stage, investment, land_area, classes, colour, reason, short, planned_start, owner, total,
  jsonb_build_array(first, second, third, name, code)::text AS place
FROM page ORDER BY first, second, third, name, code
