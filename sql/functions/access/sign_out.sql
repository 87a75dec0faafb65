-- Ends the session of this secret. Nothing happens where it has ended.
CREATE OR REPLACE FUNCTION access.sign_out(context jsonb, p_secret_hash bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_person text;
BEGIN
  UPDATE access.session SET ended_at = clock_timestamp(), ended_by = person WHERE secret_hash = p_secret_hash AND city = context->>'city' AND ended_at IS NULL
    RETURNING person INTO v_person;
  IF FOUND THEN
    PERFORM access.note(context || jsonb_build_object('person', v_person), 'signed_out', v_person, NULL);
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION access.sign_out TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.sign_out IS '退出登录';
