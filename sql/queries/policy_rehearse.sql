-- Puts changed parameters into force for this transaction, which can't be committed any more.
SELECT policy.rehearse($1, $2::jsonb, $3::date)
