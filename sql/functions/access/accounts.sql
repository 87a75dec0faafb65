-- Accounts, for the system and the security administrator.
CREATE OR REPLACE FUNCTION access.accounts(context jsonb)
RETURNS TABLE (person text, name text, unit text, roles text, state text, second_factor text, changed_on text, open_sessions text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(context, ARRAY['system_admin', 'security_admin']);
  RETURN QUERY SELECT a.person::text, p.name::text, u.name::text, (SELECT string_agg(DISTINCT r.name, '、') FROM office.post t JOIN office.role r ON (r.city, r.code) = (t.city, t.role)
      WHERE (t.city, t.person) = (a.city, a.person)),
    CASE WHEN NOT a.is_open THEN 'disabled' WHEN a.locked_until > clock_timestamp() THEN 'locked' WHEN a.must_change THEN 'first password' ELSE 'active' END,
    CASE WHEN a.totp_secret IS NULL THEN 'no' ELSE 'yes' END, a.changed_at::date::text,
    (SELECT count(*) FROM access.session s WHERE (s.city, s.person) = (a.city, a.person) AND access.is_live(s))::text
  FROM access.account a JOIN office.person p ON (p.city, p.code) = (a.city, a.person) JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
  WHERE a.city = context->>'city' ORDER BY a.person;
END
$$;
GRANT EXECUTE ON FUNCTION access.accounts TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.accounts IS '账号一览';
