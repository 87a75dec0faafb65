-- Does what an outcome, a rule or an end brings about: [{effect, …}], in order. Each effect is a function of its own; its unit
-- @actor is the one whose task it is.
CREATE OR REPLACE FUNCTION work.apply(p_matter work.matter, p_task bigint, p_effects jsonb, p_day date, p_person text, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_effect jsonb;
  v_matter work.matter;
BEGIN
  FOR v_effect IN SELECT * FROM jsonb_array_elements(p_effects) LOOP
    SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_matter.city, p_matter.number);
    IF v_effect->>'unit' = '@actor' THEN
      v_effect := v_effect || jsonb_build_object('unit', (SELECT t.unit FROM work.task t WHERE (t.city, t.task) = (p_matter.city, p_task)));
    END IF;
    CONTINUE WHEN v_effect ? 'when' AND NOT work.holds(v_effect->'when', work.facts(v_matter, p_day));
    CASE v_effect->>'effect'
      WHEN 'stage' THEN PERFORM work.effect_stage(v_matter, v_effect, p_day, p_person);
      WHEN 'library' THEN PERFORM work.effect_library(v_matter, v_effect, p_day, p_person);
      WHEN 'verify_demand' THEN PERFORM work.effect_verify_demand(v_matter, p_task, p_day, p_person);
      WHEN 'reclaim' THEN PERFORM work.effect_reclaim(v_matter, v_effect, p_day, p_person);
      WHEN 'grant' THEN PERFORM work.effect_grant(v_matter, p_day, p_person);
      WHEN 'block' THEN PERFORM work.effect_block(v_matter, v_effect, p_day, p_person);
      WHEN 'tell' THEN PERFORM work.effect_tell(v_matter, v_effect, p_task, p_day);
      WHEN 'begin' THEN PERFORM work.effect_begin(v_matter, v_effect, p_day, p_person);
      WHEN 'milestone' THEN PERFORM work.effect_milestone(v_matter, v_effect, p_day, p_person);
      WHEN 'promise' THEN PERFORM work.effect_promise(v_matter, v_effect, p_day, p_person);
      WHEN 'points' THEN PERFORM work.effect_points(v_matter, v_effect, p_day, p_person);
      WHEN 'rating' THEN PERFORM work.effect_rating(v_matter, v_effect, p_task, p_day, p_person);
      WHEN 'serve' THEN PERFORM work.effect_serve(v_matter, v_effect, p_day);
      WHEN 'practice' THEN PERFORM work.effect_practice(v_matter, p_day);
      WHEN 'lock_month' THEN PERFORM work.effect_lock_month(v_matter, v_effect, p_day);
      ELSE
        RAISE EXCEPTION '没有办理效果 %', v_effect->>'effect' USING ERRCODE = 'YS319',
          DETAIL = core.in_english(format('there is no effect %s', v_effect->>'effect'));
    END CASE;
    PERFORM work.note_event(v_matter, p_task, 'effect', p_person, NULL, p_day, '{}', v_effect);
  END LOOP;
END
$$;
COMMENT ON FUNCTION work.apply IS '执行办理效果（内部）';
