-- All open tasks with who could do each, for the sample year.
SELECT t.task::text, t.number::text AS "case", t.procedure, t.step, coalesce(m.project, '') AS project, m.region, t.unit, t.role, t.opened_on - DATE '1970-01-01' AS opened,
  t.due - DATE '1970-01-01' AS due, coalesce(t.person, (SELECT min(p.person) FROM office.post p WHERE (p.city, p.unit, p.role) = (t.city, t.unit, t.role)), '') AS person,
  (SELECT coalesce(string_agg(p.person, ' ' ORDER BY p.person), '') FROM office.post p WHERE (p.city, p.unit, p.role) = (t.city, t.unit, t.role)) AS people, t.round::integer
FROM work.task t JOIN work.matter m ON (m.city, m.number) = (t.city, t.number)
WHERE t.city = $1 AND t.state = 'open' AND m.status = 'open' ORDER BY t.task
