-- Where each present value of a project was read: file, sheet, cell, who, when.
SELECT field, file_name AS file, sheet, row_number::text AS row, column_number::text AS "column", header, actor,
  to_char(imported_at, 'YYYY-MM-DD HH24:MI') AS imported_at, import::text AS import
FROM library.value_origin
WHERE city = $1 AND project = $2 AND field <> ''
ORDER BY column_number
