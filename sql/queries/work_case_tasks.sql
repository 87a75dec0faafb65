-- Tasks of a case in the order in which they were opened.
SELECT t.task::text, s.title AS step, u.name AS unit, r.name AS role, t.state, o.title AS outcome, d.name AS done_by, t.opened_on::text, t.due::text,
  t.done_on::text, CASE WHEN t.done_on > t.due THEN (t.done_on - t.due)::text END AS late, t.round::text
FROM work.task t
JOIN work.step s USING (city, procedure, version, step)
LEFT JOIN work.outcome o USING (city, procedure, version, step, outcome)
JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
JOIN office.role r ON (r.city, r.code) = (t.city, t.role)
LEFT JOIN office.person d ON (d.city, d.code) = (t.city, t.done_by)
WHERE t.city = $1 AND t.number = $2 ORDER BY t.task
