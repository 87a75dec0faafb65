-- Turns the second factor on with a first code.
SELECT access.confirm_totp($1::jsonb, $2) AS is_right
