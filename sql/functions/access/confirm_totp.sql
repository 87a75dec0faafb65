-- Turns the second factor on, or another one in its place, with a first code of it; codes of the one before open nothing any more. False: the code was wrong.
CREATE OR REPLACE FUNCTION access.confirm_totp(context jsonb, p_code text)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_step bigint;
  v_event text;
BEGIN
  PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  SELECT access.totp_step_of(totp_offered, p_code), CASE WHEN totp_secret IS NULL THEN 'second_factor_on' ELSE 'second_factor_replaced' END INTO v_step, v_event FROM access.account
    WHERE (city, person) = (context->>'city', context->>'person') AND totp_offered IS NOT NULL FOR UPDATE;
  IF v_step IS NULL THEN
    RETURN false;
  END IF;
  UPDATE access.account SET totp_secret = totp_offered, totp_offered = NULL, totp_step = v_step WHERE (city, person) = (context->>'city', context->>'person');
  PERFORM access.note(context, v_event, context->>'person', NULL);
  RETURN true;
END
$$;
GRANT EXECUTE ON FUNCTION access.confirm_totp TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.confirm_totp IS '启用动态口令';
