-- The person of a program's token, for the rest of the transaction, with the rights of an officer or still of the service.
SELECT token, facts::text AS facts, scopes,
  set_config('role', CASE WHEN $3 THEN 'yaosu_officer' ELSE 'yaosu_service' END, true) AS role
FROM access.resume_token($1, sha256(convert_to($2, 'UTF8')))
