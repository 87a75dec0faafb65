-- Effect: a date of the project's life is reached, with the evidence that the form names; never before the one that must come first. A start or finish that
-- was promised is kept by it.
CREATE OR REPLACE FUNCTION work.effect_milestone(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_date date := (p_matter.data->>(p_effect->>'date'))::date;
BEGIN
  IF v_date > p_day THEN
    RAISE EXCEPTION '节点日期 % 晚于办理日期 %', v_date, p_day USING ERRCODE = 'YS319',
      DETAIL = core.in_english(format('the milestone''s day %s is after the day of acting, %s', v_date, p_day)),
      HINT = '节点到达后再登记。';
  END IF;
  INSERT INTO work.milestone (city, project, kind, day, evidence, number, actor)
    VALUES (p_matter.city, p_matter.project, p_effect->>'kind', v_date, p_matter.data->>(p_effect->>'evidence'), p_matter.number,
      coalesce(p_person, 'system'));
  INSERT INTO work.promise (city, project, item, from_account, to_account, quantity, day, evidence, number, actor)
    SELECT b.city, b.project, b.item, 'open', 'kept', b.open, v_date, p_matter.data->>(p_effect->>'evidence'), p_matter.number, coalesce(p_person, 'system')
    FROM work.promise_balance b
    WHERE (b.city, b.project) = (p_matter.city, p_matter.project) AND b.open > 0
      AND b.item = CASE p_effect->>'kind' WHEN 'start' THEN 'start_work' WHEN 'finish' THEN 'completion' END;
  UPDATE library.project SET last_progress = greatest(last_progress, v_date) WHERE (city, code) = (p_matter.city, p_matter.project);
END
$$;
COMMENT ON FUNCTION work.effect_milestone IS '办理效果：项目节点（内部）';
