-- Effect: what is reserved for the project is granted (核发): the approvals that the grant rests on are there.
CREATE OR REPLACE FUNCTION work.effect_grant(p_matter work.matter, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_lines jsonb;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('project', project, 'factor', factor, 'region', region, 'vintage', vintage, 'quantity', reserved)
      ORDER BY factor, region, vintage) INTO v_lines
    FROM ledger.project_balance WHERE (city, project) = (p_matter.city, p_matter.project) AND reserved > 0;
  IF v_lines IS NOT NULL THEN
    PERFORM ledger.grant(jsonb_build_object('city', p_matter.city, 'key', format('case:%s:grant', p_matter.number), 'actor', coalesce(p_person, 'system'),
      'date', p_day, 'reason', p_matter.title, 'document', coalesce(p_matter.data->>'document', format('事项 %s', p_matter.number))), v_lines);
  END IF;
END
$$;
COMMENT ON FUNCTION work.effect_grant IS '办理效果：核发已预留指标（内部）';
