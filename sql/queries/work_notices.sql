-- Notices for the units of a person that nobody has read, the newest first.
SELECT n.notice::text, n.day::text, n.kind, n.text, n.number::text AS "case", n.due::text
FROM work.notice n
WHERE n.city = $1 AND n.read_on IS NULL AND (n.person IS NULL OR n.person = $2)
  AND EXISTS (SELECT FROM office.post p WHERE (p.city, p.person, p.unit) = (n.city, $2, n.unit) AND (n.role IS NULL OR n.role = p.role))
ORDER BY n.notice DESC LIMIT 200
