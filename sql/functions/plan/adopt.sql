-- Adopts a run (采纳): posts its loans and transfers, reserves every award of its first vintage, moves the projects to the stage
-- "allocated" — all in the caller's transaction, or nothing. Adopting it again returns the first result.
-- context: {city, actor, document, decided_by, decided_on, date, reason}
CREATE OR REPLACE FUNCTION plan.adopt(context jsonb, p_run integer)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_run plan.run;
  v_moved jsonb;
  v_newer integer;
  v_variants text;
BEGIN
  -- One adoption of a city at a time: two that were checked side by side could both look possible.
  PERFORM FROM plan.counter WHERE city = v_city FOR UPDATE;
  SELECT * INTO v_run FROM plan.run WHERE city = v_city AND run = p_run FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有编号为 % 的方案', p_run USING ERRCODE = 'YS102', HINT = '用 yaosu plan list 查看方案编号。';
  END IF;
  IF v_run.adopted_at IS NOT NULL THEN
    RETURN plan.adoption(v_city, p_run) || '{"replayed": true}';
  END IF;
  SELECT string_agg(name || ' ' || project, '、') INTO v_variants FROM plan.chosen_variants(v_city, p_run);
  IF v_variants IS NOT NULL THEN
    RAISE EXCEPTION '方案 % 选用了项目的备选方案，项目库仍是原方案，不能采纳', p_run
      USING ERRCODE = 'YS110', DETAIL = v_variants, HINT = '先在项目库把这些项目改成所选方案，再运行不含这些备选的情景。';
  END IF;
  IF v_run.is_rehearsal THEN
    RAISE EXCEPTION '方案 % 是推演（改动了政策或供给），不能采纳', p_run
      USING ERRCODE = 'YS103', HINT = '先让改动成为事实（新的政策版本、入库、收回），再运行一次情景。';
  END IF;

  PERFORM FROM library.project WHERE city = v_city
    AND code IN (SELECT project FROM plan.candidate WHERE city = v_city AND run = p_run AND served_in = v_run.vintage)
    ORDER BY code FOR NO KEY UPDATE;
  SELECT jsonb_agg(to_jsonb(m)) INTO v_moved FROM (SELECT * FROM plan.moved_since(v_city, p_run) LIMIT 1000) m;
  IF v_moved IS NOT NULL THEN
    RAISE EXCEPTION '方案 % 之后情况有变（% 处），不能采纳', p_run, jsonb_array_length(v_moved)
      USING ERRCODE = 'YS104', DETAIL = v_moved::text, HINT = '再运行一次情景，新方案会按现在的要素池和项目计算。';
  END IF;

  PERFORM plan.post_adoption(context, v_run);
  UPDATE plan.run SET adopted_at = clock_timestamp(), adopted_by = context->>'actor', decision_document = context->>'document'
    WHERE city = v_city AND run = p_run;
  PERFORM set_config('yaosu.actor', context->>'actor', true), set_config('yaosu.import', '', true),
    set_config('yaosu.reason', format('采纳方案 %s · %s', p_run, context->>'document'), true);
  UPDATE library.project SET stage = 'allocated' WHERE city = v_city AND stage = 'reserved'
    AND code IN (SELECT project FROM plan.candidate WHERE city = v_city AND run = p_run AND served_in = v_run.vintage);
  PERFORM pg_notify('yaosu_plan', jsonb_build_object('city', v_city, 'run', p_run, 'event', 'adopted')::text);
  RETURN plan.adoption(v_city, p_run) || '{"replayed": false}';
END
$$;
GRANT EXECUTE ON FUNCTION plan.adopt TO yaosu_app;
COMMENT ON FUNCTION plan.adopt IS '采纳方案：一次事务内拆借调剂、预留全部配置；重复采纳返回首次结果';
