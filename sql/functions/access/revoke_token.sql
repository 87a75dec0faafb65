-- Takes a token back: one's own, or anybody's by the security administrator.
CREATE OR REPLACE FUNCTION access.revoke_token(context jsonb, p_token bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (SELECT person FROM access.token WHERE (city, token) = (context->>'city', p_token)) IS DISTINCT FROM context->>'person' THEN
    PERFORM access.require(context, ARRAY['security_admin']);
  ELSE
    PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  END IF;
  UPDATE access.token SET revoked_at = clock_timestamp(), revoked_by = context->>'person' WHERE (city, token) = (context->>'city', p_token) AND revoked_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有有效的令牌 %', p_token USING ERRCODE = 'YS407';
  END IF;
  PERFORM access.note(context, 'token_revoked', p_token::text, NULL);
END
$$;
GRANT EXECUTE ON FUNCTION access.revoke_token TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.revoke_token IS '收回程序令牌';
