-- A token for a program.
SELECT access.issue_token($1::jsonb, $2, sha256(convert_to($3, 'UTF8')), $4, $5) AS token
