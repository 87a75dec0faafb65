-- A person's own new password; other sessions end.
SELECT access.change_password($1::jsonb, $2, $3)
