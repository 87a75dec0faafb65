-- Writes one line of the security record, sealed to the line before. `context`: {city, person, address?, request?}.
CREATE OR REPLACE FUNCTION access.note(context jsonb, p_kind text, p_subject text, p_detail jsonb)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_counter access.counter;
  v_at timestamptz;
  v_seal text;
BEGIN
  INSERT INTO access.counter (city) VALUES (v_city) ON CONFLICT DO NOTHING;
  SELECT * INTO v_counter FROM access.counter WHERE city = v_city FOR UPDATE;
  v_at := clock_timestamp();
  v_seal := access.seal_of(v_counter.last_seal, v_counter.last_event + 1, v_at, context, p_kind, p_subject, p_detail);
  INSERT INTO access.event (city, event, at, person, kind, subject, detail, address, request, seal)
    VALUES (v_city, v_counter.last_event + 1, v_at, coalesce(context->>'person', ''), p_kind, left(coalesce(p_subject, ''), 300), coalesce(p_detail, '{}'),
      coalesce(context->>'address', ''), coalesce(context->>'request', ''), v_seal);
  UPDATE access.counter SET last_event = last_event + 1, last_seal = v_seal WHERE city = v_city;
  RETURN v_counter.last_event + 1;
END
$$;
COMMENT ON FUNCTION access.note IS '写入审计记录（内部）';
