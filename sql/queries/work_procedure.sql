-- The version of a procedure that is in force on a day.
SELECT content::text FROM work.procedure WHERE city = $1 AND procedure = $2 AND during @> coalesce($3::date, core.today())
