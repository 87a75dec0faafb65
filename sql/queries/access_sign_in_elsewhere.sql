-- Begins a session for whom another service has signed in.
SELECT session FROM access.sign_in_elsewhere($1::jsonb, sha256(convert_to($2, 'UTF8')), $3, $4)
