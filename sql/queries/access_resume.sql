-- The person of a session, for the rest of the transaction, with the rights of an officer or still of the service.
SELECT session, facts::text AS facts, must_change, needs_factor,
  set_config('role', CASE WHEN $3 THEN 'yaosu_officer' ELSE 'yaosu_service' END, true) AS role
FROM access.resume($1, sha256(convert_to($2, 'UTF8')))
