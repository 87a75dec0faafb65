-- Takes in enterprises' yearly figures and grades them.
SELECT library.import_enterprises($1::jsonb, $2::jsonb)::text AS answer
