-- Estimates missing demand from norms.
SELECT project, factor, core.units(quantity)::text AS quantity, basis FROM library.estimate($1::jsonb)
