-- Opens an account or gives it a new first password, which must be changed at the first sign-in. Ends all sessions that it has.
CREATE OR REPLACE FUNCTION access.open_account(context jsonb, p_person text, p_hash text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(context, ARRAY['system_admin']);
  IF NOT EXISTS (SELECT FROM office.person WHERE (city, code) = (context->>'city', p_person) AND is_active) THEN
    RAISE EXCEPTION '没有在岗人员 %', p_person USING ERRCODE = 'YS302', HINT = 'yaosu officer list 可查人员代码。';
  END IF;
  INSERT INTO access.account (city, person, password_hash, must_change, opened_by) VALUES (context->>'city', p_person, p_hash, true, context->>'person')
    ON CONFLICT (city, person) DO UPDATE SET password_hash = excluded.password_hash, must_change = true, changed_at = clock_timestamp(), failures = 0,
      locked_until = NULL, is_open = true, totp_secret = NULL, totp_offered = NULL;
  PERFORM access.end_sessions(context, p_person, NULL), access.note(context, 'account_opened', p_person, NULL);
END
$$;
GRANT EXECUTE ON FUNCTION access.open_account TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.open_account IS '开户或重置口令';
