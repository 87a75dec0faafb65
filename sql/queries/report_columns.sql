-- Views of schema report with the comments of view and columns, in their order.
SELECT c.relname::text AS view, obj_description(c.oid, 'pg_class') AS view_comment, a.attname::text AS "column",
  col_description(c.oid, a.attnum) AS column_comment, t.typname::text AS type
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v'
ORDER BY c.relname, a.attnum
