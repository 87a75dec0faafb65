-- Open sessions that the person may see.
SELECT * FROM access.sessions($1::jsonb)
