-- Effect: the project's owner may not enter again (L29), for the months that the effect names, or until the block is lifted.
CREATE OR REPLACE FUNCTION work.effect_block(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO library.block (city, credit_code, owner, project, reason, document, since, until, actor)
  SELECT p.city, p.credit_code, p.owner, p.code, p_matter.title, format('事项 %s', p_matter.number), p_day,
    (p_day + make_interval(months => (p_effect->>'months')::integer))::date, coalesce(p_person, 'system')
  FROM library.project p WHERE (p.city, p.code) = (p_matter.city, p_matter.project) AND (p.credit_code IS NOT NULL OR p.owner IS NOT NULL)
$$;
COMMENT ON FUNCTION work.effect_block IS '办理效果：禁止再次入库（内部）';
