-- Keeps a page with its filters under a name.
SELECT office.save_view($1::jsonb, $2, $3, $4, $5)
