-- A region by its code, name, or any other name or old code that files use.
SELECT code FROM policy.region WHERE city = $1 AND (code = $2 OR name = $2)
UNION
SELECT region FROM policy.region_alias WHERE city = $1 AND alias = $2
