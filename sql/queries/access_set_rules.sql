-- Rules of signing in.
SELECT access.set_rules($1::jsonb, $2::jsonb)
