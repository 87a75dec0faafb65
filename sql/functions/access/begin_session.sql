-- Begins a session of an account and ends the oldest beyond what a person may have (internal). `p_issuer`: who has looked at the person; NULL: we have.
CREATE OR REPLACE FUNCTION access.begin_session(context jsonb, p_secret_hash bytea, p_agent text, p_issuer text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_rule access.rule := access.rules(v_city);
  v_session bigint;
BEGIN
  UPDATE access.session s SET ended_at = clock_timestamp(), ended_by = 'too many' WHERE s.city = v_city AND s.session IN (SELECT o.session FROM access.session o
    WHERE (o.city, o.person) = (v_city, context->>'person') AND o.ended_at IS NULL ORDER BY o.session DESC OFFSET v_rule.sessions_each - 1);
  INSERT INTO access.session AS s (city, person, secret_hash, until, address, agent, issuer)
    VALUES (v_city, context->>'person', p_secret_hash, clock_timestamp() + make_interval(hours => v_rule.session_hours), coalesce(context->>'address', ''),
      left(coalesce(p_agent, ''), 300), p_issuer)
    RETURNING s.session INTO v_session;
  PERFORM access.note(context, 'signed_in', context->>'person', jsonb_strip_nulls(jsonb_build_object('session', v_session, 'issuer', p_issuer)));
  RETURN v_session;
END
$$;
COMMENT ON FUNCTION access.begin_session IS '建立会话（内部）';
