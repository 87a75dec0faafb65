-- Versions of a procedure, the newest last.
SELECT content::text FROM work.procedure WHERE city = $1 AND procedure = $2 ORDER BY lower(during)
