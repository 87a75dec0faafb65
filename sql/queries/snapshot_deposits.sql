-- Deposits that were split by policy (those that a run saw): what each would give the city at another share is rehearsed from these.
SELECT region, factor, vintage::integer AS vintage, quantity::bigint AS quantity, city_part::bigint AS city_part
FROM ledger.lot
WHERE city = $1 AND city_part IS NOT NULL AND ($2::integer IS NULL OR batch <= (SELECT ledger_batch FROM plan.run WHERE (city, run) = ($1, $2)))
ORDER BY lot
