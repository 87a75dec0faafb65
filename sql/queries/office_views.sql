-- Saved views of a page that the person may use: their own first, then those that others lend.
SELECT v.name, v.query, v.is_shared::text AS is_shared, (v.person = $3)::text AS is_own, p.name AS person_name, v.person
FROM office.saved_view v
JOIN office.person p ON (p.city, p.code) = (v.city, v.person)
WHERE v.city = $1 AND v.page = $2
ORDER BY v.person <> $3, v.name, v.person
LIMIT 200
