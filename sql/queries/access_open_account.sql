-- Opens an account or gives it a new first password.
SELECT access.open_account($1::jsonb, $2, $3)
