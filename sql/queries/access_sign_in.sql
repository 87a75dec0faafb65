-- Second step: begins a session; no row when the second factor is wrong.
SELECT session FROM access.sign_in($1::jsonb, sha256(convert_to($2, 'UTF8')), $3, $4)
