-- Takes a lost second factor away, by the security administrator, never from oneself: the sessions of the account end, and it signs in with its password alone until
-- it has another.
CREATE OR REPLACE FUNCTION access.reset_totp(context jsonb, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(context, ARRAY['security_admin']);
  IF p_person = context->>'person' THEN
    RAISE EXCEPTION '不能重置本人的动态口令' USING ERRCODE = 'YS405', HINT = '用现有动态口令更换，或请另一位安全管理员重置。';
  END IF;
  UPDATE access.account SET totp_secret = NULL, totp_offered = NULL WHERE (city, person) = (context->>'city', p_person) AND totp_secret IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% 没有启用动态口令', p_person USING ERRCODE = 'YS407';
  END IF;
  PERFORM access.end_sessions(context, p_person, NULL), access.note(context, 'second_factor_reset', p_person, NULL);
END
$$;
GRANT EXECUTE ON FUNCTION access.reset_totp TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.reset_totp IS '重置动态口令';
