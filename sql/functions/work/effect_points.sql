-- Effect: bonus points, deductions, circulated criticism or referral for a unit (J7), with the case as the fact.
CREATE OR REPLACE FUNCTION work.effect_points(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_unit text := work.unit_for(p_matter, p_effect->>'unit');
BEGIN
  IF v_unit IS NULL THEN RETURN; END IF;
  INSERT INTO work.point (city, unit, kind, hundredths, reason, article, number, project, day, actor)
    VALUES (p_matter.city, v_unit, coalesce(p_effect->>'kind', 'points'), coalesce((p_effect->>'points')::numeric * 100, 0)::integer,
      coalesce(p_effect->>'why', p_matter.title), p_effect->>'article', p_matter.number, p_matter.project, p_day, coalesce(p_person, 'system'));
END
$$;
COMMENT ON FUNCTION work.effect_points IS '办理效果：加减分（内部）';
