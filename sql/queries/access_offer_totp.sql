-- A secret for the second factor, as base16.
SELECT encode(access.offer_totp($1::jsonb), 'hex') AS secret
