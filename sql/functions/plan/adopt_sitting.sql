-- Adopts a plan in a meeting (the plan in the room): proof, reservations, minutes and the task to carry it out, all in the caller's transaction or nothing.
-- p_sitting: {title, chair, place?, attendees?, minutes, unit?, due?}: the meeting of that day; the decision is a task of `unit` until `due`.
CREATE OR REPLACE FUNCTION plan.adopt_sitting(context jsonb, p_run integer, p_sitting jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_day text := coalesce(context->>'date', core.today()::text);
  -- Who approves keeps the minutes; while it is tried, who proposes.
  v_person text := coalesce(nullif(current_setting('yaosu.person', true), ''), context->>'decided_by', context->>'actor');
  v_sitting jsonb := jsonb_build_object('city', v_city, 'person', v_person, 'date', v_day, 'document', context->>'document');
  v_problem text;
  v_proof jsonb;
  v_adopted jsonb;
  v_decision text;
  v_meeting integer;
BEGIN
  SELECT string_agg(format('%s：%s', c.name, c.problem), '；') FILTER (WHERE NOT c.holds), jsonb_agg(to_jsonb(c) - 'problem' ORDER BY c.vintage, c.place)
    INTO v_problem, v_proof FROM report.plan_certificate(v_city, p_run) c;
  IF v_problem IS NOT NULL OR v_proof IS NULL THEN
    RAISE EXCEPTION '方案 % 的证明不成立，不能采纳', p_run USING ERRCODE = 'YS109', DETAIL = v_problem, HINT = '用 yaosu plan certificate 查看；再运行一次情景。';
  END IF;
  v_adopted := plan.adopt(context, p_run);
  IF (v_adopted->>'replayed')::boolean THEN RETURN v_adopted; END IF;
  INSERT INTO plan.certificate (city, run, proof) VALUES (v_city, p_run, v_proof);
  v_decision := format('采纳方案 %s（%s）：保障 %s 个项目', p_run, coalesce(context->>'document', ''), v_adopted->>'projects');
  v_meeting := work.plan_meeting(v_sitting, jsonb_build_object('kind', 'special', 'title', p_sitting->>'title', 'held_on', v_day, 'chair', p_sitting->>'chair',
    'place', p_sitting->>'place', 'attendees', coalesce(p_sitting->'attendees', '[]')), jsonb_build_array(jsonb_build_object('title', format('要素配置方案 %s', p_run))));
  RETURN v_adopted || jsonb_build_object('meeting', v_meeting, 'closed', work.close_meeting(v_sitting, v_meeting, p_sitting->>'minutes',
    jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('place', 1, 'decision', v_decision, 'unit', p_sitting->>'unit', 'due', p_sitting->>'due')))));
END
$$;
COMMENT ON FUNCTION plan.adopt_sitting IS '会上采纳：证明、预留、纪要、落实任务在一次事务内（内部）';
