-- Days off and moved working days.
SELECT day - DATE '1970-01-01' AS day, is_working FROM policy.special_day WHERE city = $1 ORDER BY day
