-- A person at work, by code.
SELECT code FROM office.person WHERE city = $1 AND code = $2 AND is_active
