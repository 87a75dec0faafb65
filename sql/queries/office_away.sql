-- Registers an absence and who stands in.
SELECT office.away($1::jsonb, $2, $3, $4, $5)
