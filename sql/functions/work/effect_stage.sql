-- Effect: the project's stage. A project that is past it (allocated and later) is not drawn back by an opinion.
CREATE OR REPLACE FUNCTION work.effect_stage(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM library.move_stage(jsonb_build_object('city', p_matter.city, 'day', p_day, 'actor', coalesce(p_person, 'system'),
    'reason', format('事项 %s：%s', p_matter.number, p_matter.title)), p_matter.project, p_effect->>'to');
END
$$;
COMMENT ON FUNCTION work.effect_stage IS '办理效果：项目阶段（内部）';
