-- Moves a project to another stage, with who and why.
SELECT library.set_stage($1::jsonb, $2, $3)
