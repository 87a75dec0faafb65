-- Versions of procedures, with the cases that ran under them.
SELECT p.procedure, p.version, p.title, p.title_en, lower(p.during)::text AS first_day, (upper(p.during) - 1)::text AS last_day, p.document,
  array_to_string(p.articles, ' ') AS articles, count(m.number)::text AS cases, count(m.number) FILTER (WHERE m.status <> 'closed')::text AS open_cases
FROM work.procedure p
LEFT JOIN work.matter m USING (city, procedure, version)
WHERE p.city = $1
GROUP BY p.city, p.procedure, p.version
ORDER BY p.procedure, p.during
