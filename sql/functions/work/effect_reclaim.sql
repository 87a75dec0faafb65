-- Effect: what the project holds and hasn't used goes back to the pools (L20.5, L29), on the decision of this case.
CREATE OR REPLACE FUNCTION work.effect_reclaim(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM plan.reclaim(jsonb_strip_nulls(jsonb_build_object('city', p_matter.city, 'key', format('case:%s:reclaim', p_matter.number),
    'actor', coalesce(p_person, 'system'), 'date', p_day, 'cause', p_effect->>'cause', 'reason', p_matter.title,
    'document', coalesce(p_matter.data->>'document', format('事项 %s', p_matter.number)), 'decided_by', p_matter.data->>'decided_by',
    'decided_on', p_day, 'article', p_effect->>'article')), p_matter.project);
END
$$;
COMMENT ON FUNCTION work.effect_reclaim IS '办理效果：收回指标（内部）';
