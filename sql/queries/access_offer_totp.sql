-- A secret for the second factor, as base16; nothing where the code of the one before is wrong.
SELECT encode(access.offer_totp($1::jsonb, $2), 'hex') AS secret
