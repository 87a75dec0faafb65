-- One task with its case, for the page on which it is done.
SELECT t.task::text AS task, t.number::text AS number, t.procedure::text AS procedure, t.step::text AS step, t.state, t.unit::text AS unit, u.name AS unit_name,
  t.due::text AS due, m.title, m.project::text AS project
FROM work.task t
JOIN work.matter m ON (m.city, m.number) = (t.city, t.number)
JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
WHERE t.city = $1 AND t.task = $2
