-- All faults of a filled form at once: required fields, kinds, choices, limits, fields that the form doesn't have.
CREATE OR REPLACE FUNCTION work.check_form(p_form jsonb, p_given jsonb, p_required text[])
RETURNS text[]
LANGUAGE sql STABLE AS $$
  SELECT array_agg(fault ORDER BY place, fault) FROM (
    SELECT f.place, format('“%s”未填写（%s）', f.field->>'title', f.field->>'field') AS fault
      FROM jsonb_array_elements(p_form->'fields') WITH ORDINALITY f(field, place)
      WHERE ((f.field->>'required')::boolean OR f.field->>'field' = ANY (p_required)) AND f.field->>'formula' IS NULL
        AND coalesce(btrim(p_given->>(f.field->>'field')), '') = ''
    UNION ALL
    SELECT f.place, format('“%s”应为%s，读到“%s”', f.field->>'title', work.kind_name(f.field), left(p_given->>(f.field->>'field'), 60))
      FROM jsonb_array_elements(p_form->'fields') WITH ORDINALITY f(field, place)
      WHERE coalesce(btrim(p_given->>(f.field->>'field')), '') <> '' AND NOT work.is_kind(f.field, p_given->(f.field->>'field'))
    UNION ALL
    SELECT 1000, format('表单没有“%s”这一项', k.name) FROM jsonb_object_keys(p_given) k(name)
      WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(p_form->'fields') f WHERE f->>'field' = k.name)
    UNION ALL
    SELECT 1001, '表单内容过长（上限 200000 字）' WHERE length(p_given::text) > 200000
  ) x
$$;
COMMENT ON FUNCTION work.check_form IS '表单的全部问题（内部）';
