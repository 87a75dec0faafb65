-- Forgets a saved view.
SELECT office.drop_view($1::jsonb, $2, $3)
