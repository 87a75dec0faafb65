-- Effect: the factor feedback of an opinion (field `factors`) confirms the project's demand (L7): the standing becomes verified where the
-- quantity is what the project asks. Another quantity is an objection that the county settles by changing the demand. A department
-- speaks only for its own factors.
CREATE OR REPLACE FUNCTION work.effect_verify_demand(p_matter work.matter, p_task bigint, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_task work.task;
  v_unit office.unit;
  v_wrong text;
  v_english text;
BEGIN
  SELECT * INTO v_task FROM work.task WHERE (city, task) = (p_matter.city, p_task);
  SELECT * INTO v_unit FROM office.unit WHERE (city, code) = (v_task.city, v_task.unit);
  SELECT string_agg(g.factor, '、' ORDER BY g.factor) INTO v_wrong FROM jsonb_each_text(v_task.form->'factors') g(factor, quantity)
    LEFT JOIN policy.factor f ON (f.city, f.code) = (v_task.city, g.factor)
    WHERE f.code IS NULL OR f.category <> ALL (v_unit.factors);
  IF v_wrong IS NOT NULL THEN
    RAISE EXCEPTION '% 不能核定要素：%', v_unit.name, v_wrong USING ERRCODE = 'YS319',
      DETAIL = core.in_english(format('%s can''t confirm %s; it confirms %s', coalesce(nullif(v_unit.name_en, ''), v_unit.name), v_wrong, coalesce((SELECT string_agg(code, ', ' ORDER BY sort)
        FROM policy.factor WHERE city = v_unit.city AND category = ANY (v_unit.factors)), 'none'))),
      HINT = format('本单位核定：%s', coalesce((SELECT string_agg(code, '、' ORDER BY sort) FROM policy.factor WHERE city = v_unit.city
        AND category = ANY (v_unit.factors)), '无'));
  END IF;
  SELECT string_agg(format('%s：需求 %s，核定 %s', g.factor, coalesce(core.units(d.sum)::text, '无'), g.quantity), '；' ORDER BY g.factor),
    string_agg(format('%s: asked %s, confirmed %s', g.factor, coalesce(core.units(d.sum)::text, 'nothing'), g.quantity), '; ' ORDER BY g.factor) INTO v_wrong, v_english
    FROM jsonb_each_text(v_task.form->'factors') g(factor, quantity)
    LEFT JOIN LATERAL (SELECT sum(quantity)::bigint AS sum FROM library.demand WHERE (city, project, factor) = (p_matter.city, p_matter.project, g.factor)) d ON true
    WHERE d.sum IS DISTINCT FROM (g.quantity::numeric * 10000)::bigint;
  IF v_wrong IS NOT NULL THEN
    RAISE EXCEPTION '核定数量与项目需求不同，不能同意（%）', v_wrong USING ERRCODE = 'YS319',
      DETAIL = core.in_english(format('the quantities confirmed aren''t what the project asks (%s): answer that it should be amended', v_english)),
      HINT = '选“修改后同意”，由县区改动需求后再会商。';
  END IF;
  PERFORM set_config('yaosu.actor', coalesce(p_person, 'system'), true), set_config('yaosu.import', '', true);
  UPDATE library.demand SET standing = 'verified', basis = format('%s %s核定（事项 %s）', p_day, v_unit.name, p_matter.number)
    WHERE (city, project) = (p_matter.city, p_matter.project) AND factor IN (SELECT jsonb_object_keys(v_task.form->'factors')) AND standing <> 'verified';
END
$$;
COMMENT ON FUNCTION work.effect_verify_demand IS '办理效果：核定要素需求（内部）';
