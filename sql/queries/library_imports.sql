-- Files that were taken in, the last first.
SELECT import::text AS import, kind, file_name AS file, mode, rows_read::text AS rows, rows_new::text AS new, rows_changed::text AS changed,
  rows_unchanged::text AS unchanged, rows_missing::text AS missing, actor, coalesce(document, '') AS document,
  to_char(imported_at, 'YYYY-MM-DD HH24:MI') AS imported_at, file_hash AS sha256
FROM library.import
WHERE city = $1
ORDER BY library.import.import DESC
LIMIT $2
