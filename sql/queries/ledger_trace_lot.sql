-- Where a lot went.
SELECT state, region, factor, vintage::text AS vintage, project, core.units(quantity)::text AS quantity
FROM ledger.trace_lot($1, $2)
