-- Takes back what a project holds and has not used (L20.5, L29), to the pools that it came from; a project that is given up or has lied
-- leaves the library's working stages with it.
-- context: ledger context plus {cause: given_up | false_information | stalled | other, land_price?, land_years?, land_used_years?, appraisal?}
-- (万元×10^4 and years; P11: compensation falls year by year from the transfer price, buildings at a third party's appraisal).
-- lines: as ledger.reclaim; NULL takes all that is unused.
CREATE OR REPLACE FUNCTION plan.reclaim(context jsonb, p_project text, lines jsonb DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_cause text := context->>'cause';
  v_lines jsonb := lines;
  v_result jsonb;
  v_compensation bigint;
BEGIN
  IF v_cause IS NULL OR v_cause NOT IN ('given_up', 'false_information', 'stalled', 'other') THEN
    RAISE EXCEPTION '收回原因无效: %', v_cause USING ERRCODE = 'YS106', HINT = 'given_up | false_information | stalled | other';
  END IF;
  PERFORM FROM library.project WHERE city = v_city AND code = p_project FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '项目库中没有 %', p_project USING ERRCODE = 'YS107', HINT = '用 yaosu project list --search 查找项目代码。';
  END IF;
  v_compensation := plan.compensation((context->>'land_price')::bigint, (context->>'land_years')::int,
    (context->>'land_used_years')::int, (context->>'appraisal')::bigint);
  IF v_lines IS NULL THEN
    SELECT jsonb_agg(jsonb_build_object('project', p_project, 'factor', factor, 'region', region, 'vintage', vintage,
        'quantity', reserved + granted) ORDER BY factor, region, vintage) INTO v_lines
      FROM ledger.project_balance WHERE city = v_city AND project = p_project AND reserved + granted > 0;
  END IF;
  IF v_lines IS NULL THEN
    v_result := '{"batch": null, "replayed": false, "lines": []}';
  ELSE
    v_result := ledger.reclaim((context - ARRAY['cause', 'land_price', 'land_years', 'land_used_years', 'appraisal'])
      || jsonb_strip_nulls(jsonb_build_object('cause', v_cause, 'compensation', v_compensation)), v_lines);
  END IF;
  IF v_cause IN ('given_up', 'false_information') THEN
    PERFORM set_config('yaosu.actor', context->>'actor', true), set_config('yaosu.import', '', true),
      set_config('yaosu.reason', concat_ws(' · ', '收回', v_cause, context->>'reason', context->>'document'), true),
      set_config('yaosu.left_on', coalesce(context->>'date', ''), true);
    UPDATE library.project SET stage = 'out' WHERE city = v_city AND code = p_project AND stage <> 'out';
    PERFORM set_config('yaosu.left_on', '', true);
  END IF;
  RETURN v_result || jsonb_build_object('project', p_project, 'cause', v_cause, 'compensation', v_compensation);
END
$$;
GRANT EXECUTE ON FUNCTION plan.reclaim TO yaosu_app;
COMMENT ON FUNCTION plan.reclaim IS '收回项目未使用的要素指标，退回来源要素池';
