-- Goes on with a session, by the hash of its cookie's secret: from here to the end of the transaction the person is who signed in. No row: it has ended.
CREATE OR REPLACE FUNCTION access.resume(p_city text, p_secret_hash bytea)
RETURNS TABLE (session bigint, facts jsonb, must_change boolean, needs_factor boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_session access.session;
  v_account access.account;
  v_rule access.rule;
  v_facts jsonb;
BEGIN
  SELECT * INTO v_session FROM access.session s WHERE s.secret_hash = p_secret_hash AND s.city = p_city AND s.ended_at IS NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT * INTO v_rule FROM access.rule WHERE city = p_city;
  SELECT * INTO v_account FROM access.account a WHERE (a.city, a.person) = (p_city, v_session.person);
  v_facts := access.person_facts(p_city, v_session.person);
  IF access.is_live(v_session) IS NOT TRUE OR v_facts IS NULL THEN
    IF pg_is_in_recovery() THEN RETURN; END IF;
    -- Lost where the request that is refused is rolled back; who lists sessions asks the same rule.
    UPDATE access.session s SET ended_at = clock_timestamp(), ended_by = 'expired' WHERE (s.city, s.session) = (p_city, v_session.session) AND s.ended_at IS NULL;
    RETURN;
  END IF;
  -- Once a minute is enough to know who is idle, and keeps reading from writing. A standby can't write; where it follows, this is noted.
  IF v_session.seen_at < clock_timestamp() - interval '1 minute' AND NOT pg_is_in_recovery() THEN
    UPDATE access.session s SET seen_at = clock_timestamp() WHERE (s.city, s.session) = (p_city, v_session.session);
  END IF;
  PERFORM set_config('yaosu.person', v_session.person, true);
  RETURN QUERY SELECT v_session.session, v_facts, v_session.issuer IS NULL AND (v_account.must_change
    OR v_rule.profile = 'mlps3' AND v_account.changed_at < clock_timestamp() - make_interval(days => v_rule.password_days)),
    v_session.issuer IS NULL AND v_account.totp_secret IS NULL AND (v_rule.second_factor = 'everybody' OR v_rule.second_factor = 'administrators'
      AND EXISTS (SELECT FROM office.post p WHERE (p.city, p.person) = (p_city, v_session.person) AND p.role IN ('system_admin', 'security_admin', 'audit_admin')));
END
$$;
GRANT EXECUTE ON FUNCTION access.resume TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.resume IS '继续会话，本事务以此人身份进行';
