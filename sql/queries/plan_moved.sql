-- What moved since a run's snapshot in a way that adoption would feel.
SELECT kind, region, factor, vintage::text AS vintage, project, core.units(expected)::text AS expected, core.units(found)::text AS found
FROM plan.seen_moves($1, $2)
LIMIT 1000
