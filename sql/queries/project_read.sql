-- One project for programs: its fields as texts, quantities in their units.
SELECT f.key AS field, CASE WHEN f.key IN ('investment', 'fixed_investment', 'year_investment', 'done_investment', 'land_area', 'floor_area', 'output', 'tax', 'energy_use',
    'electricity_use', 'water_use', 'usd_total', 'usd_cash', 'owner_capital', 'local_labour_share') THEN trim_scale(core.units(f.value::bigint))::text ELSE access.masked(f.key, f.value) END AS value
FROM library.project p, jsonb_each_text(to_jsonb(p) - ARRAY['city', 'demand_digest', 'reported_digest', 'created_by']) AS f
WHERE p.city = $1 AND p.code = $2
