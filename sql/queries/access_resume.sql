-- The person of a session, for the rest of the transaction.
SELECT session, facts::text AS facts, must_change FROM access.resume($1, sha256(convert_to($2, 'UTF8')))
