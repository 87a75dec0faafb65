-- Effect: what the project holds and hasn't used goes back to the pools (L20.5, L29), on the decision of this case, with the compensation that its proposal's
-- price and years come to (P11); `kind: land` only land.
CREATE OR REPLACE FUNCTION work.effect_reclaim(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_lines jsonb;
BEGIN
  -- Land alone: its quota and the cultivated-land balance that goes with it. Nothing of it left is nothing to do.
  IF p_effect->>'kind' = 'land' THEN
    SELECT jsonb_agg(jsonb_build_object('project', b.project, 'factor', b.factor, 'region', b.region, 'vintage', b.vintage, 'quantity', b.reserved + b.granted)
        ORDER BY b.factor, b.region, b.vintage) INTO v_lines
      FROM ledger.project_balance b JOIN policy.factor f ON (f.city, f.code) = (b.city, b.factor)
      WHERE (b.city, b.project) = (p_matter.city, p_matter.project) AND b.reserved + b.granted > 0 AND f.category IN ('land', 'balance');
    IF v_lines IS NULL THEN RETURN; END IF;
  END IF;
  PERFORM plan.reclaim(jsonb_strip_nulls(jsonb_build_object('city', p_matter.city, 'key', format('case:%s:reclaim', p_matter.number),
    'actor', coalesce(p_person, 'system'), 'date', p_day, 'cause', p_effect->>'cause', 'reason', p_matter.title,
    'document', coalesce(p_matter.data->>'document', format('事项 %s', p_matter.number)), 'decided_by', p_matter.data->>'decided_by',
    'decided_on', p_day, 'article', p_effect->>'article') || work.compensation_terms(p_matter.data)), p_matter.project, v_lines);
END
$$;
COMMENT ON FUNCTION work.effect_reclaim IS '办理效果：收回指标（内部）';
