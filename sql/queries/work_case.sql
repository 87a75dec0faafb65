-- One case: field and value.
SELECT f.field, f.value FROM work.matter m
JOIN work.procedure p USING (city, procedure, version)
JOIN policy.region r ON (r.city, r.code) = (m.city, m.region)
JOIN office.unit u ON (u.city, u.code) = (m.city, m.unit)
LEFT JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (m.city, m.procedure, m.version, m.result)
CROSS JOIN LATERAL (VALUES (1, 'case', m.number::text), (2, 'procedure', p.title || '（' || p.version || '）'), (3, 'title', m.title::text), (4, 'project', m.project::text),
  (5, 'region', r.name), (6, 'unit', u.name::text), (7, 'status', m.status), (8, 'result', s.title), (9, 'round', m.round::text), (10, 'opened_on', m.opened_on::text),
  (11, 'closed_on', m.closed_on::text), (12, 'parent', m.parent::text)) AS f(place, field, value)
WHERE m.city = $1 AND m.number = $2 AND f.value IS NOT NULL ORDER BY f.place
