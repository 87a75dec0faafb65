-- Effect: a unit is told, in the words of the procedure; {fields} of the case's data are filled in.
CREATE OR REPLACE FUNCTION work.effect_tell(p_matter work.matter, p_effect jsonb, p_task bigint, p_day date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_text text := coalesce(p_effect->>'text', p_matter.title);
  v_unit text := coalesce(work.unit_for(p_matter, p_effect->>'unit'), work.unit_for(p_matter, '@county'));
  v_field record;
BEGIN
  FOR v_field IN SELECT * FROM jsonb_each_text(p_matter.data) LOOP
    v_text := replace(v_text, '{' || v_field.key || '}', coalesce(v_field.value, ''));
  END LOOP;
  PERFORM work.notify(p_matter.city, format('tell:%s:%s:%s:%s', p_matter.number, p_matter.round, coalesce(p_task, 0), md5(v_text || v_unit)), 'told',
    v_unit, p_effect->>'role', NULL, p_matter.number, NULL, p_matter.project, v_text, p_day, NULL);
END
$$;
COMMENT ON FUNCTION work.effect_tell IS '办理效果：告知（内部）';
