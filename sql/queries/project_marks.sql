-- Projects with a light: where they are and stand; the red ones last, so that they lie on top of a map.
SELECT l.project::text AS code, l.project_name AS name, l.region::text AS region, l.stage, p.longitude::text AS longitude, p.latitude::text AS latitude,
  l.colour, l.reason
FROM report.traffic_light l
JOIN library.project p ON (p.city, p.code) = (l.city, l.project)
WHERE l.city = $1 AND l.is_chosen
ORDER BY array_position(ARRAY['green', 'yellow', 'red'], l.colour), l.project LIMIT 20000
