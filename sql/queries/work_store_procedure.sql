-- Stores a version of a procedure.
SELECT work.store_procedure($1::jsonb, $2::jsonb) AS stored
