-- Sources of a project's quota.
SELECT factor, vintage::text AS vintage, pool_region, state, lot::text AS lot, lot_region, source, document, valid_to::text AS valid_to,
  core.units(quantity)::text AS quantity
FROM ledger.trace_project($1, $2)
