-- Ends sessions of a person: one, or all but one that is kept (internal: what may end which is the caller's to check).
CREATE OR REPLACE FUNCTION access.end_sessions(context jsonb, p_person text, p_kept bigint)
RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH ended AS (UPDATE access.session SET ended_at = clock_timestamp(), ended_by = coalesce(context->>'person', '')
    WHERE city = context->>'city' AND person = p_person AND session IS DISTINCT FROM p_kept AND ended_at IS NULL RETURNING 1)
  SELECT count(*)::integer FROM ended
$$;
COMMENT ON FUNCTION access.end_sessions IS '结束会话（内部）';
