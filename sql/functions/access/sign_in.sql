-- Begins a session once the service has found the password right. No row: the second factor was wrong, which stays a failed try.
CREATE OR REPLACE FUNCTION access.sign_in(context jsonb, p_secret_hash bytea, p_code text, p_agent text)
RETURNS TABLE (session bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_account access.account;
  v_step bigint;
BEGIN
  SELECT * INTO v_account FROM access.account WHERE (city, person) = (v_city, context->>'person') AND is_open FOR UPDATE;
  IF v_account.totp_secret IS NOT NULL THEN
    v_step := access.totp_step_of(v_account.totp_secret, p_code);
    IF v_step IS NULL OR v_step <= v_account.totp_step THEN
      PERFORM access.note(context, 'sign_in_refused', context->>'person', '{"why": "second factor"}');
      RETURN;
    END IF;
  END IF;
  UPDATE access.account SET failures = 0, locked_until = NULL, totp_step = coalesce(v_step, totp_step) WHERE (city, person) = (v_city, context->>'person');
  RETURN QUERY SELECT access.begin_session(context, p_secret_hash, p_agent, NULL);
END
$$;
GRANT EXECUTE ON FUNCTION access.sign_in TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.sign_in IS '登录第二步：建立会话';
