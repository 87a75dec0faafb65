-- Ends the session of this secret.
SELECT access.sign_out($1::jsonb, sha256(convert_to($2, 'UTF8')))
