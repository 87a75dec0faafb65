-- Adds a paper to a proposal.
SELECT office.attach($1::jsonb, $2, $3, $4) AS attachment
