-- A factor by its code or name.
SELECT code FROM policy.factor WHERE city = $1 AND (code = lower($2) OR name = $2)
