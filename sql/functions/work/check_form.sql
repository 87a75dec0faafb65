-- All faults of a filled form at once: required fields, kinds, choices, limits, fields that the form doesn't have. In Chinese, or in English.
CREATE OR REPLACE FUNCTION work.check_form(p_city text, p_form jsonb, p_given jsonb, p_required text[], p_english boolean DEFAULT false)
RETURNS text[]
LANGUAGE sql STABLE AS $$
  WITH field AS (
    SELECT f.place, f.field, f.field->>'field' AS code, p_given->(f.field->>'field') AS given,
      coalesce(CASE WHEN p_english THEN f.field->>'title_en' END, f.field->>'title') AS title
    FROM jsonb_array_elements(p_form->'fields') WITH ORDINALITY f(field, place))
  SELECT array_agg(fault ORDER BY place, fault) FROM (
    SELECT place, format(CASE WHEN p_english THEN '“%s” is not filled in (%s)' ELSE '“%s”未填写（%s）' END, title, code) AS fault FROM field
      WHERE ((field->>'required')::boolean OR code = ANY (p_required)) AND field->>'formula' IS NULL AND coalesce(btrim(given #>> '{}'), '') = ''
    UNION ALL
    SELECT place, format(CASE WHEN p_english THEN '“%s” should be %s, found “%s”' ELSE '“%s”应为%s，读到“%s”' END, title,
        work.kind_name(field, p_english), left(given #>> '{}', 60)) FROM field
      WHERE coalesce(btrim(given #>> '{}'), '') <> '' AND NOT work.is_kind(p_city, field, given)
    UNION ALL
    SELECT 1000, format(CASE WHEN p_english THEN 'the form has no “%s”; it has %s' ELSE '表单没有“%s”这一项；有 %s' END, k.name,
        (SELECT string_agg(code, CASE WHEN p_english THEN ', ' ELSE '、' END ORDER BY place) FROM field WHERE field->>'formula' IS NULL))
      FROM jsonb_object_keys(p_given) k(name) WHERE NOT EXISTS (SELECT FROM field WHERE code = k.name)
    UNION ALL
    SELECT 1001, CASE WHEN p_english THEN 'the form is too long (at most 200000 characters)' ELSE '表单内容过长（上限 200000 字）' END
      WHERE length(p_given::text) > 200000
  ) x
$$;
COMMENT ON FUNCTION work.check_form IS '表单的全部问题（内部）';
