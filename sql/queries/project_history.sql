-- What changed of a project, when, by whom, from which import.
SELECT to_char(changed_at, 'YYYY-MM-DD HH24:MI') AS changed_at, actor, coalesce(reason, '') AS reason, coalesce(import::text, '') AS import,
  content_version::text AS version, is_material::text AS is_material, access.masked_fields(was)::text AS was, access.masked_fields(became)::text AS became
FROM library.project_history
WHERE city = $1 AND project = $2
ORDER BY change
