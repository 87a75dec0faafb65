-- What an adoption did, in a few figures.
CREATE OR REPLACE FUNCTION plan.adoption(p_city text, p_run integer)
RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('run', r.run, 'adopted_at', r.adopted_at, 'adopted_by', r.adopted_by, 'document', r.decision_document,
    'published_at', r.published_at,
    'projects', (SELECT count(*) FROM plan.candidate c WHERE (c.city, c.run) = (r.city, r.run) AND c.served_in = r.vintage),
    'lines', (SELECT count(*) FROM plan.award_line l JOIN plan.candidate c USING (city, run, project)
      WHERE (l.city, l.run) = (r.city, r.run) AND c.served_in = r.vintage),
    'moves', (SELECT count(*) FROM plan.move m WHERE (m.city, m.run) = (r.city, r.run) AND m.vintage = r.vintage))
  FROM plan.run r WHERE r.city = p_city AND r.run = p_run
$$;
GRANT EXECUTE ON FUNCTION plan.adoption TO yaosu_app;
COMMENT ON FUNCTION plan.adoption IS '采纳结果摘要';
