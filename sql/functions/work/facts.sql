-- What the conditions of a case read: the facts of its project, then what its forms have said.
CREATE OR REPLACE FUNCTION work.facts(p_matter work.matter, p_day date)
RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(work.project_facts(p_matter.city, p_matter.project, p_day), '{}') || p_matter.data
    || jsonb_build_object('round', p_matter.round)
$$;
COMMENT ON FUNCTION work.facts IS '事项的事实（内部）';
