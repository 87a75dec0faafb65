-- Opens the tasks of a step for those whose conditions hold; returns how many.
CREATE OR REPLACE FUNCTION work.open_tasks(p_matter work.matter, p_step work.step, p_day date)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_facts jsonb := work.facts(p_matter, p_day);
  v_count integer := 0;
  v_actor jsonb;
  v_unit text;
BEGIN
  FOR v_actor IN SELECT * FROM jsonb_array_elements(p_step.content->'actors') LOOP
    CONTINUE WHEN NOT work.holds(v_actor->'when', v_facts);
    v_unit := coalesce(work.unit_for(p_matter, v_actor->>'unit'), work.unit_for(p_matter, v_actor->>'else'));
    IF v_unit IS NULL THEN
      RAISE EXCEPTION '步骤“%”找不到办理单位 %', p_step.title, v_actor->>'unit'
        USING ERRCODE = 'YS319',
        DETAIL = core.in_english(format('“%s” finds no unit for %s: register it, or name the unit in the form', p_step.title_en, v_actor->>'unit')),
        HINT = '登记该单位（yaosu officer import），或在表单中写明单位。';
    END IF;
    PERFORM work.open_task(p_matter, p_step, v_unit, work.role_in(p_matter.city, v_unit, v_actor->>'role'), work.person_for(p_matter, v_actor), p_day, false);
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END
$$;
COMMENT ON FUNCTION work.open_tasks IS '生成步骤的任务（内部）';
