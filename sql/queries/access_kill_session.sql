-- Ends a session.
SELECT access.kill_session($1::jsonb, $2)
