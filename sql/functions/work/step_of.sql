-- A step of the procedure that a case runs under.
CREATE OR REPLACE FUNCTION work.step_of(p_matter work.matter, p_step text)
RETURNS work.step
LANGUAGE sql STABLE AS $$
  SELECT s FROM work.step s WHERE (s.city, s.procedure, s.version, s.step) = (p_matter.city, p_matter.procedure, p_matter.version, p_step)
$$;
COMMENT ON FUNCTION work.step_of IS '事项所依程序的步骤（内部）';
