-- Agrees, refuses or withdraws.
SELECT office.decide($1::jsonb, $2, $3) AS state
