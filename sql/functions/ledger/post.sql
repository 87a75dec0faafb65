-- Every event of the ledger passes here: lock the city, replay or refuse a known key, check, post each line, seal.
CREATE OR REPLACE FUNCTION ledger.post(event text, context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_batch bigint;
  v_known ledger.batch;
  v_hash text;
  v_date date;
  v_version text;
  v_answers jsonb[] := '{}';
  v_line jsonb;
BEGIN
  PERFORM ledger.check_context(context);
  INSERT INTO ledger.counter (city) VALUES (v_city) ON CONFLICT DO NOTHING;
  PERFORM FROM ledger.counter WHERE city = v_city FOR UPDATE;
  -- The actor who retries may be another person at another moment; what is asked is the same.
  v_hash := encode(sha256(convert_to(event || (context - 'actor')::text || lines::text, 'UTF8')), 'hex');
  SELECT * INTO v_known FROM ledger.batch WHERE city = v_city AND key = context->>'key';
  IF FOUND THEN
    IF v_known.request_hash <> v_hash THEN
      PERFORM ledger.refuse('YS003', '业务键已用于内容不同的一批', jsonb_build_object('key', v_known.key, 'batch', v_known.batch,
        'event', v_known.event), '同一业务请用同样的内容重试；另一业务请换一个业务键。');
    END IF;
    RETURN v_known.result || '{"replayed": true}';
  END IF;
  PERFORM ledger.check_lines(v_city, event, lines);
  v_date := coalesce((context->>'date')::date, CURRENT_DATE);
  v_version := policy.version_at(v_city, v_date);
  IF v_version IS NULL THEN
    PERFORM ledger.refuse('YS004', format('%s 没有有效的政策版本', v_date), jsonb_build_object('date', v_date), '检查业务日期。');
  END IF;
  UPDATE ledger.counter SET last_batch = last_batch + 1 WHERE city = v_city RETURNING last_batch INTO v_batch;

  FOR v_line IN SELECT l.line || jsonb_build_object('n', l.n) FROM jsonb_array_elements(lines) WITH ORDINALITY AS l(line, n) ORDER BY l.n LOOP
    v_answers := v_answers || ledger.post_line(event, v_city, v_batch, v_date, jsonb_strip_nulls(v_line));
  END LOOP;

  RETURN ledger.seal(v_city, v_batch, event, context, lines, v_hash, v_date, v_version,
    jsonb_build_object('batch', v_batch, 'replayed', false, 'lines', to_jsonb(v_answers)));
END
$$;
COMMENT ON FUNCTION ledger.post IS '台账事件的统一入口（内部）';
