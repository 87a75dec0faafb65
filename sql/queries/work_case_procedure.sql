-- The version of a procedure under which a case runs.
SELECT p.content::text, m.opened_on - DATE '1970-01-01' AS opened
FROM work.matter m JOIN work.procedure p USING (city, procedure, version) WHERE m.city = $1 AND m.number = $2
