-- Tokens that hold and that the person may see.
SELECT * FROM access.tokens($1::jsonb)
