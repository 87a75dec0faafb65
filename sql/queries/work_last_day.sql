-- The last business day on which something happened in a case.
SELECT max(day) - DATE '1970-01-01' AS day FROM work.event WHERE city = $1
