-- Roles of the city.
SELECT code, name, name_en FROM office.role WHERE city = $1 ORDER BY code
