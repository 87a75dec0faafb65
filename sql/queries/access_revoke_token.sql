-- Takes a token back.
SELECT access.revoke_token($1::jsonb, $2)
