-- What the conditions of a case read: the facts of its project, then what its forms have said.
CREATE OR REPLACE FUNCTION work.facts(p_matter work.matter, p_day date)
RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(work.project_facts(p_matter.city, p_matter.project, p_day), '{}') || p_matter.data
    || jsonb_build_object('round', p_matter.round, 'unit_is_county', EXISTS (SELECT FROM office.unit u WHERE u.city = p_matter.city
      AND u.code = p_matter.data->>'unit' AND u.kind IN ('county', 'zone')))
$$;
COMMENT ON FUNCTION work.facts IS '事项的事实（内部）';
