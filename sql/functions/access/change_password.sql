-- The person's own new password; every other session of the account ends. The service has held the old one against the account, which counted as a
-- failed try until now.
CREATE OR REPLACE FUNCTION access.change_password(context jsonb, p_hash text, p_session bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  UPDATE access.account SET password_hash = p_hash, must_change = false, changed_at = clock_timestamp(), failures = 0, locked_until = NULL WHERE (city, person) = (context->>'city', context->>'person');
  IF NOT FOUND THEN
    RAISE EXCEPTION '% 没有账号', context->>'person' USING ERRCODE = 'YS407';
  END IF;
  PERFORM access.end_sessions(context, context->>'person', p_session), access.note(context, 'password_changed', context->>'person', NULL);
END
$$;
GRANT EXECUTE ON FUNCTION access.change_password TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.change_password IS '修改本人口令';
