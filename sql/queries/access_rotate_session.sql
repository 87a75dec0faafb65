-- Gives the person's own session another secret.
SELECT access.rotate_session($1::jsonb, $2, sha256(convert_to($3, 'UTF8')))
