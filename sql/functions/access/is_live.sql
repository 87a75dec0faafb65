-- Whether a session would be gone on with now: not ended, neither too old nor idle for too long, of an open account. The one rule for requests and lists.
CREATE OR REPLACE FUNCTION access.is_live(p_session access.session)
RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_session.ended_at IS NULL AND p_session.until >= clock_timestamp()
    AND p_session.seen_at >= clock_timestamp() - make_interval(mins => (SELECT r.idle_minutes FROM access.rule r WHERE r.city = p_session.city))
    AND EXISTS (SELECT FROM access.account a WHERE (a.city, a.person) = (p_session.city, p_session.person) AND a.is_open)
$$;
COMMENT ON FUNCTION access.is_live IS '会话是否仍有效（内部）';
