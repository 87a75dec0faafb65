-- Everybody of a step has answered (or nobody had to): the first rule that holds says where the case goes.
CREATE OR REPLACE FUNCTION work.settle_step(p_matter work.matter, p_step work.step, p_day date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_rule jsonb;
  v_answers text[];
  v_count integer;
BEGIN
  SELECT coalesce(array_agg(t.outcome::text), '{}') INTO v_answers FROM work.task t
    WHERE (t.city, t.number, t.step, t.round, t.state) = (p_matter.city, p_matter.number, p_step.step, p_matter.round, 'done')
      AND NOT work.is_withdrawn(t.city, t.task);
  FOR v_rule IN SELECT * FROM jsonb_array_elements(p_step.content->'then') LOOP
    v_count := cardinality(array_positions(v_answers, v_rule->>'answer'));
    CONTINUE WHEN (CASE v_rule->>'when'
      WHEN 'any' THEN v_count > 0
      WHEN 'all' THEN v_count > 0 AND v_count = cardinality(v_answers)
      WHEN 'share' THEN v_count * (v_rule->>'of')::integer >= cardinality(v_answers) * (v_rule->>'at_least')::integer AND v_count > 0
      ELSE true END) IS NOT TRUE;
    CONTINUE WHEN v_rule ? 'if' AND NOT work.holds(v_rule->'if', work.facts(p_matter, p_day));
    PERFORM work.apply(p_matter, NULL, v_rule->'do', p_day, NULL, '{}');
    PERFORM work.follow(p_matter, p_step.step, v_rule->>'rule', v_rule->'to', coalesce((v_rule->>'again')::boolean, false), p_day);
    RETURN;
  END LOOP;
  -- A single task that nobody had to do: its first way on.
  SELECT o.content INTO v_rule FROM work.outcome o
    WHERE (o.city, o.procedure, o.version, o.step) = (p_step.city, p_step.procedure, p_step.version, p_step.step) ORDER BY o.place LIMIT 1;
  IF p_step.mode = 'one' AND v_rule IS NOT NULL THEN
    PERFORM work.follow(p_matter, p_step.step, v_rule->>'outcome', v_rule->'to', false, p_day);
  END IF;
END
$$;
COMMENT ON FUNCTION work.settle_step IS '步骤办结后的去向（内部）';
