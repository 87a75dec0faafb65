-- What a field's kind is called in a refusal.
CREATE OR REPLACE FUNCTION work.kind_name(p_field jsonb, p_english boolean DEFAULT false)
RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_english THEN
    CASE p_field->>'kind' WHEN 'number' THEN 'a number' WHEN 'integer' THEN 'a whole number' WHEN 'date' THEN 'a day (as 2026-07-01)' WHEN 'yes' THEN 'true or false'
      WHEN 'choice' THEN 'one of ' || (SELECT string_agg(CASE WHEN e IS NULL OR e = c THEN c ELSE format('%s (%s)', c, e) END, ', ' ORDER BY place)
        FROM ROWS FROM (jsonb_array_elements_text(p_field->'choices'), jsonb_array_elements_text(p_field->'choices_en')) WITH ORDINALITY x(c, e, place))
      WHEN 'factors' THEN 'factors by code with quantities (as {"land": "90"})' WHEN 'unit' THEN 'a unit (its code: yaosu officer units)'
      WHEN 'people' THEN 'people at work (their codes, separated by commas: yaosu officer list)' ELSE 'a text of at most ' || coalesce(p_field->>'most', '4000') || ' characters' END
  ELSE
    CASE p_field->>'kind' WHEN 'number' THEN '数字' WHEN 'integer' THEN '整数' WHEN 'date' THEN '日期（如 2026-07-01）' WHEN 'yes' THEN 'true 或 false'
      WHEN 'choice' THEN '以下之一：' || (SELECT string_agg(c, '、') FROM jsonb_array_elements_text(p_field->'choices') c)
      WHEN 'factors' THEN '要素代码与数量（如 {"land": "90"}）' WHEN 'unit' THEN '单位（代码，yaosu officer units 可查）'
      WHEN 'people' THEN '在岗人员（代码，逗号分隔，yaosu officer list 可查）' ELSE '不超过 ' || coalesce(p_field->>'most', '4000') || ' 字的文字' END
  END
$$;
COMMENT ON FUNCTION work.kind_name IS '字段类型的名称（内部）';
