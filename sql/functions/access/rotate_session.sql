-- Gives the person's own session another secret: what was known of it before opens nothing from now on.
CREATE OR REPLACE FUNCTION access.rotate_session(context jsonb, p_session bigint, p_secret_hash bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  UPDATE access.session SET secret_hash = p_secret_hash
    WHERE (city, session, person) = (context->>'city', p_session, context->>'person') AND ended_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION '会话 % 已经结束', p_session USING ERRCODE = 'YS407';
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION access.rotate_session TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.rotate_session IS '更换会话密钥';
