-- Effect: an evaluation or rating of the project (L28, A7), its points from a field of the form.
CREATE OR REPLACE FUNCTION work.effect_rating(p_matter work.matter, p_effect jsonb, p_task bigint, p_day date, p_person text)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO work.rating (city, project, kind, tenths, unit, remark, facts, number, day, actor)
  SELECT p_matter.city, p_matter.project, p_effect->>'kind', ((p_matter.data->>(p_effect->>'points'))::numeric * 10)::integer,
    work.unit_for(p_matter, p_effect->>'unit'), coalesce(p_matter.data->>(p_effect->>'remark'), ''), coalesce(t.form, '{}'), p_matter.number, p_day,
    coalesce(p_person, 'system')
  FROM (SELECT 1) x LEFT JOIN work.task t ON (t.city, t.task) = (p_matter.city, p_task)
$$;
COMMENT ON FUNCTION work.effect_rating IS '办理效果：评价（内部）';
