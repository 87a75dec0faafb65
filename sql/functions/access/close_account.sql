-- Closes an account: sessions end, tokens are revoked, nobody signs in with it.
CREATE OR REPLACE FUNCTION access.close_account(context jsonb, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(context, ARRAY['system_admin']);
  UPDATE access.account SET is_open = false WHERE (city, person) = (context->>'city', p_person);
  IF NOT FOUND THEN
    RAISE EXCEPTION '% 没有账号', p_person USING ERRCODE = 'YS407';
  END IF;
  UPDATE access.token SET revoked_at = clock_timestamp(), revoked_by = context->>'person' WHERE (city, person) = (context->>'city', p_person) AND revoked_at IS NULL;
  PERFORM access.end_sessions(context, p_person, NULL), access.note(context, 'account_closed', p_person, NULL);
END
$$;
GRANT EXECUTE ON FUNCTION access.close_account TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.close_account IS '停用账号';
