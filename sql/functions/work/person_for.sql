-- The person by name to whom a task of @officer, @steward or @data.NAME goes; NULL: whoever has the post.
CREATE OR REPLACE FUNCTION work.person_for(p_matter work.matter, p_actor jsonb)
RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_actor->>'unit' IN ('@officer', '@steward') THEN (SELECT s.person FROM work.service s
      WHERE (s.city, s.project, s.kind) = (p_matter.city, p_matter.project, substr(p_actor->>'unit', 2)) AND s.until IS NULL)
    WHEN p_actor ? 'person' THEN (SELECT code FROM office.person WHERE (city, code) = (p_matter.city, p_matter.data->>(p_actor->>'person')))
  END
$$;
COMMENT ON FUNCTION work.person_for IS '指定到人的任务（内部）';
