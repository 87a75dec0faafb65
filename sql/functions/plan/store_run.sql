-- Writes one checked plan with everything that it was decided on, and returns its number.
-- run: {city, key, actor, scenario, title, title_en, content, is_rehearsal, ledger_batch}
-- snapshot, plan: as Allocation encodes them; places in them are indices into the snapshot's arrays.
-- hashes: {project code: content hash when the snapshot was read}
CREATE OR REPLACE FUNCTION plan.store_run(run jsonb, snapshot jsonb, plan jsonb, hashes jsonb, assertions jsonb)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := run->>'city';
  v_hash text := encode(sha256(convert_to(snapshot::text, 'UTF8')), 'hex');
  v_run integer;
BEGIN
  -- The counter's row lock makes numbers gapless and lets a retry see what the first try wrote.
  INSERT INTO plan.counter (city) VALUES (v_city) ON CONFLICT DO NOTHING;
  PERFORM FROM plan.counter c WHERE c.city = v_city FOR UPDATE;
  SELECT r.run INTO v_run FROM plan.run r WHERE r.city = v_city AND r.key = store_run.run->>'key';
  IF FOUND THEN
    RETURN v_run;
  END IF;
  UPDATE plan.counter c SET last_run = last_run + 1 WHERE c.city = v_city RETURNING last_run INTO v_run;

  INSERT INTO plan.snapshot VALUES (v_city, v_hash, store_run.snapshot) ON CONFLICT DO NOTHING;
  INSERT INTO plan.run (city, run, key, scenario, title, title_en, scenario_content, is_rehearsal, snapshot_hash, content, base_date,
    policy_version, vintage, horizon, status, solver, seconds, ledger_batch, created_by)
  VALUES (v_city, v_run, store_run.run->>'key', store_run.run->>'scenario', store_run.run->>'title', store_run.run->>'title_en',
    store_run.run->'content', (store_run.run->>'is_rehearsal')::boolean, v_hash, store_run.plan, (store_run.snapshot->>'baseDate')::date,
    store_run.snapshot->>'policyVersion', (store_run.snapshot->>'vintage')::int, (store_run.snapshot->>'horizon')::int,
    store_run.plan->>'status', store_run.plan->'statistics'->>'solver', (store_run.plan->'statistics'->>'seconds')::float8,
    (store_run.run->>'ledger_batch')::bigint, store_run.run->>'actor');

  PERFORM plan.store_result(v_city, v_run, store_run.snapshot, store_run.plan, store_run.hashes);
  PERFORM plan.store_unmet(v_city, v_run, store_run.snapshot, store_run.plan);
  INSERT INTO plan.assertion
    SELECT v_city, v_run, place, item->>'subject', (item->>'holds')::boolean, item->>'found'
    FROM jsonb_array_elements(assertions) WITH ORDINALITY AS a(item, place);
  PERFORM plan.check_run(v_city, v_run);
  RETURN v_run;
END
$$;
GRANT EXECUTE ON FUNCTION plan.store_run TO yaosu_app;
COMMENT ON FUNCTION plan.store_run IS '写入一个已核对的方案，返回编号；同一 key 再次调用返回同一编号';
