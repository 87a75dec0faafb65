-- The last batch of a city's ledger that this transaction sees; 0 before the first.
SELECT coalesce(max(batch), 0)::bigint AS batch
FROM ledger.batch
WHERE city = $1
