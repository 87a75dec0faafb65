-- Totals of a year with other weights, ranked, with the change of rank against the policy's weights.
WITH total AS (SELECT a.subject, a.unit, a.unit_name, sum(a.points) AS points, 100 * sum(a.points) / nullif(sum(a.weight) FILTER (WHERE a.points IS NOT NULL), 0) AS percent
  FROM report.assess($1, $2, $3::jsonb) a GROUP BY a.subject, a.unit, a.unit_name),
ranked AS (SELECT t.*, rank() OVER (PARTITION BY t.subject ORDER BY t.percent DESC NULLS LAST) AS place FROM total t),
policy AS (SELECT a.unit, rank() OVER (PARTITION BY a.subject ORDER BY sum(a.points) / nullif(sum(a.weight) FILTER (WHERE a.points IS NOT NULL), 0) DESC NULLS LAST) AS place
  FROM report.assess($1, $2, '{}') a GROUP BY a.subject, a.unit)
SELECT r.subject, r.place::text, r.unit, r.unit_name, round(r.points, 2)::text AS points, round(r.percent, 2)::text AS percent, (p.place - r.place)::text AS moved
FROM ranked r JOIN policy p USING (unit) ORDER BY r.subject, r.place, r.unit
