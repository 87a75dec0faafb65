-- A run, for who sees the whole city: whether adoption would find that something moved, and where it is asked whole, scenario, snapshot and plan, which never
-- change. No row: unknown, or not theirs.
CREATE OR REPLACE FUNCTION plan.read_run(p_city text, p_run integer, p_whole boolean)
RETURNS TABLE (scenario_content text, snapshot text, content text, created_by text, created_at text, adopted_at text, adopted_by text, published_at text,
  is_stale boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('role') IN ('yaosu_service', 'yaosu_officer')
      AND NOT coalesce((access.person_facts(p_city, current_setting('yaosu.person', true))->>'isCity')::boolean, false) THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT CASE WHEN p_whole THEN r.scenario_content::text END, CASE WHEN p_whole THEN s.content::text END, CASE WHEN p_whole THEN r.content::text END, r.created_by,
    to_char(r.created_at, 'YYYY-MM-DD HH24:MI'), to_char(r.adopted_at, 'YYYY-MM-DD HH24:MI'), r.adopted_by,
    to_char(r.published_at, 'YYYY-MM-DD HH24:MI'), r.adopted_at IS NULL AND EXISTS (SELECT FROM plan.moved_since(r.city, r.run))
  FROM plan.run r JOIN plan.snapshot s ON (s.city, s.hash) = (r.city, r.snapshot_hash)
  WHERE r.city = p_city AND r.run = p_run;
END
$$;
GRANT EXECUTE ON FUNCTION plan.read_run TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION plan.read_run IS '读取整个方案（全市单位）';
