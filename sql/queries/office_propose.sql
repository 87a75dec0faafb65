-- Proposes what a second person decides.
SELECT office.propose($1::jsonb, $2, $3, $4, $5::jsonb) AS proposal
