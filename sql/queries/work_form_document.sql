-- A frozen form with its definition.
SELECT d.document::text, d.form, d.content::text, d.hash, d.day::text, d.number::text AS "case", m.title, m.project, coalesce(u.name, s.name) AS unit, w.name AS person,
  p.content::text AS procedure, d.content_version::text AS version, o.title AS outcome
FROM work.document d
JOIN work.matter m ON (m.city, m.number) = (d.city, d.number)
JOIN work.procedure p ON (p.city, p.procedure, p.version) = (m.city, m.procedure, m.version)
JOIN office.unit s ON (s.city, s.code) = (m.city, m.unit)
LEFT JOIN work.task t ON (t.city, t.task) = (d.city, d.task)
LEFT JOIN work.outcome o ON (o.city, o.procedure, o.version, o.step, o.outcome) = (t.city, t.procedure, t.version, t.step, t.outcome)
LEFT JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
LEFT JOIN office.person w ON (w.city, w.code) = (t.city, t.done_by)
WHERE d.city = $1 AND d.document = $2
