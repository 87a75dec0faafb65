-- Cases that the reader sees, by procedure, project, status.
SELECT m.number::text AS "case", p.title AS procedure, m.title, m.project, m.status, s.title AS result, m.opened_on::text, m.closed_on::text,
  (SELECT string_agg(DISTINCT x.title || '@' || u.name, '、') FROM work.task t JOIN work.step x USING (city, procedure, version, step)
    JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit) WHERE (t.city, t.number) = (m.city, m.number) AND t.state IN ('open', 'suspended')) AS waiting,
  (SELECT min(t.due) FROM work.task t WHERE (t.city, t.number) = (m.city, m.number) AND t.state = 'open')::text AS due
FROM work.matter m
JOIN work.procedure p USING (city, procedure, version)
LEFT JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (m.city, m.procedure, m.version, m.result)
WHERE m.city = $1 AND ($2::text IS NULL OR m.procedure = $2) AND ($3::text IS NULL OR m.project = $3) AND ($4::text IS NULL OR m.status = $4)
ORDER BY m.number DESC LIMIT $5
