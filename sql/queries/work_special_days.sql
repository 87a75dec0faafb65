-- Days off, moved working days and half days, in halves of a working day.
SELECT day - DATE '1970-01-01' AS day, work.half_days(city, day) AS halves FROM policy.special_day WHERE city = $1 ORDER BY day
