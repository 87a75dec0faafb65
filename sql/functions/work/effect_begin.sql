-- Effect: another case begins out of this one, with fields of this one as its first form ({"their field": "our field"}).
CREATE OR REPLACE FUNCTION work.effect_begin(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_procedure work.procedure := work.procedure_on(p_matter.city, p_effect->>'procedure', p_day);
  v_form jsonb;
BEGIN
  -- One of a kind at a time: what is under way already isn't begun again.
  IF EXISTS (SELECT FROM work.matter m WHERE (m.city, m.project, m.procedure) = (p_matter.city, p_matter.project, v_procedure.procedure)
      AND m.status <> 'closed') AND NOT coalesce((v_procedure.content->'start'->>'many')::boolean, false) THEN
    RETURN;
  END IF;
  SELECT coalesce(jsonb_object_agg(w.key, coalesce(p_matter.data->>w.value, w.value)), '{}') INTO v_form FROM jsonb_each_text(p_effect->'with') w;
  PERFORM work.open_matter(p_matter.city, v_procedure, concat_ws(' · ', v_procedure.title, (SELECT name FROM library.project
      WHERE (city, code) = (p_matter.city, p_matter.project))), p_matter.project, p_matter.unit, p_matter.region, p_matter.number, NULL, v_form,
    p_day, p_person, NULL, jsonb_build_object('reason', format('由事项 %s 转来', p_matter.number)));
END
$$;
COMMENT ON FUNCTION work.effect_begin IS '办理效果：另起事项（内部）';
