-- Cases whose history was changed.
SELECT number::text AS "case", event::text FROM work.verify($1)
