-- Documents that were frozen in a case.
SELECT d.document::text, d.form, d.day::text, d.content_version::text AS version, left(d.hash, 16) AS hash, u.name AS unit
FROM work.document d
LEFT JOIN work.task t ON (t.city, t.task) = (d.city, d.task)
LEFT JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
WHERE d.city = $1 AND d.number = $2 ORDER BY d.document
