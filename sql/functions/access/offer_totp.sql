-- A secret for the second factor, shown once; it counts from the first right code on (confirm_totp). Who has one already shows a code of it, which is used up
-- thereby. NULL: that code was wrong.
CREATE OR REPLACE FUNCTION access.offer_totp(context jsonb, p_code text)
RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_secret bytea := gen_random_bytes(20);
  v_account access.account;
  v_step bigint;
BEGIN
  PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  SELECT * INTO v_account FROM access.account WHERE (city, person) = (context->>'city', context->>'person') FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% 没有账号', context->>'person' USING ERRCODE = 'YS407';
  ELSIF v_account.totp_secret IS NOT NULL THEN
    v_step := access.totp_step_of(v_account.totp_secret, p_code);
    IF v_step IS NULL OR v_step <= v_account.totp_step THEN
      PERFORM access.note(context, 'second_factor_kept', context->>'person', '{"why": "wrong code"}');
      RETURN NULL;
    END IF;
  END IF;
  UPDATE access.account SET totp_offered = v_secret, totp_step = coalesce(v_step, totp_step) WHERE (city, person) = (context->>'city', context->>'person');
  RETURN v_secret;
END
$$;
GRANT EXECUTE ON FUNCTION access.offer_totp TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.offer_totp IS '申请绑定或更换动态口令';
