-- What moved since a run's snapshot (plan.moved_since), for who sees the whole city; nothing for others.
CREATE OR REPLACE FUNCTION plan.seen_moves(p_city text, p_run integer)
RETURNS TABLE (kind text, region text, factor text, vintage integer, project text, expected bigint, found bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM plan.moved_since(p_city, p_run) WHERE access.sees_city(p_city)
$$;
GRANT EXECUTE ON FUNCTION plan.seen_moves TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION plan.seen_moves IS '快照之后影响采纳的变动（全市单位可见）';
