-- Steps that are behind a case: the day on which the last of their tasks was done.
SELECT t.step::text, max(t.done_on) - DATE '1970-01-01' AS day FROM work.task t
WHERE t.city = $1 AND t.number = $2 AND t.state = 'done' GROUP BY t.step
