-- Ends one session: one's own, or anybody's by the security administrator.
CREATE OR REPLACE FUNCTION access.kill_session(context jsonb, p_session bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_person text := (SELECT person FROM access.session WHERE (city, session) = (context->>'city', p_session) AND ended_at IS NULL);
BEGIN
  IF v_person IS DISTINCT FROM context->>'person' THEN
    PERFORM access.require(context, ARRAY['security_admin']);
  ELSE
    PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  END IF;
  UPDATE access.session SET ended_at = clock_timestamp(), ended_by = context->>'person'
    WHERE (city, session) = (context->>'city', p_session) AND ended_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有进行中的会话 %', p_session USING ERRCODE = 'YS407';
  END IF;
  PERFORM access.note(context, 'session_ended', v_person, jsonb_build_object('session', p_session));
END
$$;
GRANT EXECUTE ON FUNCTION access.kill_session TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.kill_session IS '结束一个会话';
