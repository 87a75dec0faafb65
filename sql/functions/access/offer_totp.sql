-- A secret for the second factor, shown once; it counts from the first right code on (confirm_totp).
CREATE OR REPLACE FUNCTION access.offer_totp(context jsonb)
RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_secret bytea := gen_random_bytes(20);
BEGIN
  PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  UPDATE access.account SET totp_offered = v_secret WHERE (city, person) = (context->>'city', context->>'person') AND totp_secret IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION '已启用动态口令；需系统管理员重置账号后重新绑定' USING ERRCODE = 'YS409';
  END IF;
  RETURN v_secret;
END
$$;
GRANT EXECUTE ON FUNCTION access.offer_totp TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.offer_totp IS '申请绑定动态口令';
