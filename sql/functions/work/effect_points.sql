-- Effect: bonus points, deductions, circulated criticism or referral for a unit (J7), with the case as the fact; how many is a number, or a form's field.
CREATE OR REPLACE FUNCTION work.effect_points(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_unit text := work.unit_for(p_matter, p_effect->>'unit');
  v_points numeric := coalesce(nullif(CASE WHEN p_effect->>'points' ~ '^[a-z]' THEN p_matter.data->>(p_effect->>'points') ELSE p_effect->>'points' END, ''), '0');
BEGIN
  IF v_unit IS NULL THEN RETURN; END IF;
  INSERT INTO work.point (city, unit, kind, hundredths, reason, article, number, project, day, actor)
    VALUES (p_matter.city, v_unit, coalesce(p_effect->>'kind', 'points'), (100 * v_points)::integer,
      coalesce(p_effect->>'why', p_matter.title), p_effect->>'article', p_matter.number, p_matter.project, p_day, coalesce(p_person, 'system'));
END
$$;
COMMENT ON FUNCTION work.effect_points IS '办理效果：加减分（内部）';
