-- First step of signing in: what the password is held against; counts a failed try.
SELECT password_hash, is_locked, needs_code FROM access.challenge($1, $2)
