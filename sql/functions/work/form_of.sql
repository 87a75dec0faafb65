-- A form of the procedure that a case runs under; empty when the step has none.
CREATE OR REPLACE FUNCTION work.form_of(p_city text, p_procedure text, p_version text, p_form text)
RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT f FROM work.procedure p, jsonb_array_elements(p.content->'forms') f
    WHERE (p.city, p.procedure, p.version) = (p_city, p_procedure, p_version) AND f->>'form' = p_form), '{"fields": []}')
$$;
COMMENT ON FUNCTION work.form_of IS '程序的表单（内部）';
