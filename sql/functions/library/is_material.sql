-- Whether a change touches what departments gave opinions on (L12). Policy says which fields and by how much: parameters material.<field>, each
-- with the share up to which a number may move from what the opinions rest on (0: any change counts; small changes add up). Names, people, grades and progress are in none.
-- Demand counts when what was reported or verified changes in quantity; that a department confirms an estimate changes nothing.
CREATE OR REPLACE FUNCTION library.is_material(p_was library.project, p_is library.project)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_was jsonb;
  v_is jsonb;
BEGIN
  IF p_was.reported_digest <> p_is.reported_digest AND p_was.demand_digest <> p_is.demand_digest THEN RETURN true; END IF;
  IF (p_was.region, p_was.industry, p_was.kind, p_was.plant_kind, p_was.address, p_was.contents, p_was.products, p_was.process, p_was.waste,
      p_was.investment, p_was.fixed_investment, p_was.land_area, p_was.floor_area, p_was.energy_use, p_was.is_two_high)
    IS NOT DISTINCT FROM (p_is.region, p_is.industry, p_is.kind, p_is.plant_kind, p_is.address, p_is.contents, p_is.products, p_is.process, p_is.waste,
      p_is.investment, p_is.fixed_investment, p_is.land_area, p_is.floor_area, p_is.energy_use, p_is.is_two_high) THEN
    RETURN false;
  END IF;
  v_was := to_jsonb(p_was);
  v_is := to_jsonb(p_is);
  RETURN EXISTS (SELECT FROM unnest(ARRAY['region', 'industry', 'kind', 'plant_kind', 'address', 'contents', 'products', 'process', 'waste', 'investment',
      'fixed_investment', 'land_area', 'floor_area', 'energy_use', 'is_two_high']) f(name)
    CROSS JOIN LATERAL (SELECT coalesce(x.parts, ARRAY[0, 1]::numeric[]) AS parts
      FROM (SELECT policy.fraction(policy.parameter_at(p_is.city, 'material.' || f.name, NULL, p_is.industry, p_is.region, core.today())) AS parts) x) s
    WHERE v_was->f.name IS DISTINCT FROM v_is->f.name
      AND NOT (jsonb_typeof(v_was->f.name) = 'number' AND jsonb_typeof(v_is->f.name) = 'number'
        AND abs((v_is->>f.name)::numeric - (v_was->>f.name)::numeric) * s.parts[2] <= (v_was->>f.name)::numeric * s.parts[1]
        -- Asked only of what would pass else: it reads the history.
        AND (SELECT abs((v_is->>f.name)::numeric - b.base) * s.parts[2] <= b.base * s.parts[1]
          FROM (SELECT coalesce(library.rested_on(p_is.city, p_is.code, f.name), (v_was->>f.name)::numeric) AS base) b)));
END
$$;
COMMENT ON FUNCTION library.is_material IS '是否实质变更（第十二条，内部）';
