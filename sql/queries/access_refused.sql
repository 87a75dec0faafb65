-- Notes a sign-in that failed.
SELECT access.refused($1::jsonb, $2)
