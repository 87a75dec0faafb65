-- The security record, newest first, for the audit administrator. That it was read is a line of it too.
CREATE OR REPLACE FUNCTION access.read_events(context jsonb, p_search text, p_before bigint)
RETURNS TABLE (event text, at text, person text, kind text, subject text, detail text, address text, request text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(context, ARRAY['audit_admin']);
  PERFORM access.note(context, 'audit_read', coalesce(p_search, ''), NULL);
  RETURN QUERY SELECT e.event::text, to_char(e.at, 'YYYY-MM-DD HH24:MI:SS'), e.person, e.kind, e.subject, nullif(e.detail::text, '{}'), e.address, e.request
  FROM access.event e WHERE e.city = context->>'city' AND (p_before IS NULL OR e.event < p_before)
    AND (coalesce(p_search, '') = '' OR strpos(concat_ws(' ', e.person, e.kind, e.subject, e.detail::text, e.address, e.request), p_search) > 0)
  ORDER BY e.event DESC LIMIT 200;
END
$$;
GRANT EXECUTE ON FUNCTION access.read_events TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.read_events IS '查阅审计记录（查阅本身留痕）';
