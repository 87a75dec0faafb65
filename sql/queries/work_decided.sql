-- What was decided on a day, newest first.
SELECT t.number::text AS "case", m.title, s.title AS step, u.name AS unit, o.title AS outcome
FROM work.task t
JOIN work.step s USING (city, procedure, version, step)
JOIN work.outcome o USING (city, procedure, version, step, outcome)
JOIN work.matter m ON (m.city, m.number) = (t.city, t.number)
JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
WHERE t.city = $1 AND t.done_on = coalesce($2::date, core.today()) ORDER BY t.task DESC LIMIT $3
