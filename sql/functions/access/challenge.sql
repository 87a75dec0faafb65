-- What a password is held against. Each call counts as a failed try until sign_in takes it back, and must be committed before the password is looked at.
-- An unknown or closed account gives no row; the service then does the same work for nothing, so that time tells nothing either.
CREATE OR REPLACE FUNCTION access.challenge(p_city text, p_person text)
RETURNS TABLE (password_hash text, is_locked boolean, needs_code boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_rule access.rule := access.rules(p_city);
  v_account access.account;
BEGIN
  SELECT a.* INTO v_account FROM access.account a JOIN office.person p ON (p.city, p.code) = (a.city, a.person) AND p.is_active
    WHERE (a.city, a.person) = (p_city, p_person) AND a.is_open FOR UPDATE OF a;
  IF NOT FOUND THEN
    RETURN;
  ELSIF v_account.locked_until > clock_timestamp() THEN
    RETURN QUERY SELECT v_account.password_hash, true, v_account.totp_secret IS NOT NULL;
    RETURN;
  END IF;
  UPDATE access.account a SET failures = CASE WHEN v_account.failures + 1 >= v_rule.lock_after THEN 0 ELSE v_account.failures + 1 END,
      locked_until = CASE WHEN v_account.failures + 1 >= v_rule.lock_after THEN clock_timestamp() + make_interval(mins => v_rule.lock_minutes) END
    WHERE (a.city, a.person) = (p_city, p_person);
  RETURN QUERY SELECT v_account.password_hash, false, v_account.totp_secret IS NOT NULL;
END
$$;
GRANT EXECUTE ON FUNCTION access.challenge TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.challenge IS '登录第一步：取口令散列并先记一次失败';
