-- The same for a program's token, with what it may do. No row: unknown, revoked or over.
CREATE OR REPLACE FUNCTION access.resume_token(p_city text, p_secret_hash bytea)
RETURNS TABLE (token bigint, facts jsonb, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_token access.token;
  v_facts jsonb;
BEGIN
  SELECT t.* INTO v_token FROM access.token t JOIN access.account a ON (a.city, a.person) = (t.city, t.person) AND a.is_open
    WHERE t.secret_hash = p_secret_hash AND t.city = p_city AND t.revoked_at IS NULL AND t.until > clock_timestamp();
  v_facts := access.person_facts(p_city, v_token.person);
  IF v_facts IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('yaosu.person', v_token.person, true);
  RETURN QUERY SELECT v_token.token, v_facts, v_token.scopes;
END
$$;
GRANT EXECUTE ON FUNCTION access.resume_token TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.resume_token IS '以程序令牌的身份进行本事务';
