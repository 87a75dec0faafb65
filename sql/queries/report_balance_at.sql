-- Balances of pools as they stood at the end of a business day.
SELECT b.region, r.name AS region_name, b.factor, f.name AS factor_name, f.unit, b.vintage::text AS vintage, core.units(b.balance)::text AS balance
FROM ledger.balance_at($1, $2::date) b
JOIN policy.region r ON r.city = $1 AND r.code = b.region
JOIN policy.factor f ON f.city = $1 AND f.code = b.factor
ORDER BY b.vintage, f.sort, r.sort
