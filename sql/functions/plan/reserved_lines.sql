-- What an adoption reserves: the awards of the run's first vintage, as lines of one ledger batch; NULL where there are none.
-- A run's rows are newer than any statistics: for 20,000 projects a loop over them took 80 s, this takes a moment.
CREATE OR REPLACE FUNCTION plan.reserved_lines(p_run plan.run)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
  SELECT jsonb_agg(jsonb_build_object('project', l.project, 'factor', l.factor, 'region', l.region, 'vintage', l.vintage,
      'quantity', l.quantity) ORDER BY l.project, l.factor, l.region)
    FROM plan.award_line l JOIN plan.candidate c USING (city, run, project)
    WHERE l.city = p_run.city AND l.run = p_run.run AND c.served_in = p_run.vintage
$$;
COMMENT ON FUNCTION plan.reserved_lines IS '采纳时预留的各行（内部）';
