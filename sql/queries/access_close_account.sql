-- Closes an account.
SELECT access.close_account($1::jsonb, $2)
