-- Takes a lost second factor away.
SELECT access.reset_totp($1::jsonb, $2)
