-- Sessions that are open: one's own; all for the security administrator.
CREATE OR REPLACE FUNCTION access.sessions(context jsonb)
RETURNS TABLE (session text, person text, name text, begun_at text, seen_at text, address text, agent text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.session::text, s.person::text, p.name::text, to_char(s.begun_at, 'YYYY-MM-DD HH24:MI'), to_char(s.seen_at, 'YYYY-MM-DD HH24:MI'), s.address, s.agent
  FROM access.session s JOIN office.person p ON (p.city, p.code) = (s.city, s.person)
  WHERE s.city = context->>'city' AND access.is_live(s)
    AND (current_setting('role') NOT IN ('yaosu_service', 'yaosu_officer') OR s.person = current_setting('yaosu.person', true)
      OR EXISTS (SELECT FROM office.post t WHERE (t.city, t.person, t.role) = (s.city, current_setting('yaosu.person', true), 'security_admin')))
  ORDER BY s.session DESC LIMIT 1000
$$;
GRANT EXECUTE ON FUNCTION access.sessions TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.sessions IS '进行中的会话';
