-- Begins a session for whom another service has signed in, once our service has looked at what it says. No row: there is no open account of that name, which
-- is noted; an account that is locked for wrong passwords is locked for these alone.
CREATE OR REPLACE FUNCTION access.sign_in_elsewhere(context jsonb, p_secret_hash bytea, p_issuer text, p_agent text)
RETURNS TABLE (session bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM access.account a JOIN office.person p ON (p.city, p.code) = (a.city, a.person) AND p.is_active
      WHERE (a.city, a.person) = (context->>'city', context->>'person') AND a.is_open) THEN
    PERFORM access.note(context - 'person', 'sign_in_refused', left(context->>'person', 64), jsonb_build_object('why', 'unknown', 'issuer', p_issuer));
    RETURN;
  END IF;
  RETURN QUERY SELECT access.begin_session(context, p_secret_hash, p_agent, p_issuer);
END
$$;
GRANT EXECUTE ON FUNCTION access.sign_in_elsewhere TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.sign_in_elsewhere IS '统一认证登录：建立会话';
