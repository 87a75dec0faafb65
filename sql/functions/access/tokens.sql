-- Tokens that hold: one's own; all for the security administrator.
CREATE OR REPLACE FUNCTION access.tokens(context jsonb)
RETURNS TABLE (token text, person text, name text, scopes text, issued_on text, until text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.token::text, t.person::text, t.name, array_to_string(t.scopes, ' '), t.issued_at::date::text, t.until::date::text
  FROM access.token t WHERE t.city = context->>'city' AND t.revoked_at IS NULL AND t.until > clock_timestamp()
    AND (current_setting('role') NOT IN ('yaosu_service', 'yaosu_officer') OR t.person = current_setting('yaosu.person', true)
      OR EXISTS (SELECT FROM office.post o WHERE (o.city, o.person, o.role) = (t.city, current_setting('yaosu.person', true), 'security_admin')))
  ORDER BY t.token DESC LIMIT 1000
$$;
GRANT EXECUTE ON FUNCTION access.tokens TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.tokens IS '有效的程序令牌';
