-- What each pool may still give out: balance less what is reserved; nothing while it is frozen.
SELECT region, factor, vintage::integer AS vintage, available
FROM ledger.pool_balance
WHERE city = $1 AND vintage >= $2
ORDER BY vintage, factor, region
