-- Accounts with their state.
SELECT * FROM access.accounts($1::jsonb)
