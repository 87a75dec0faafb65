-- The person of a program's token, for the rest of the transaction.
SELECT token, facts::text AS facts, scopes FROM access.resume_token($1, sha256(convert_to($2, 'UTF8')))
