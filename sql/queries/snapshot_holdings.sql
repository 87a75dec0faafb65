-- What projects hold or have used, by the pool that it came from.
SELECT project, factor, region, vintage::integer AS vintage, reserved, granted, used
FROM ledger.project_balance
WHERE city = $1
ORDER BY project COLLATE "C", factor, region, vintage
