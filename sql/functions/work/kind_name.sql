-- What a field's kind is called in a refusal.
CREATE OR REPLACE FUNCTION work.kind_name(p_field jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_field->>'kind' WHEN 'number' THEN '数字' WHEN 'integer' THEN '整数' WHEN 'date' THEN '日期（如 2026-07-01）' WHEN 'yes' THEN 'true 或 false'
    WHEN 'choice' THEN '以下之一：' || (SELECT string_agg(c, '、') FROM jsonb_array_elements_text(p_field->'choices') c)
    WHEN 'factors' THEN '要素代码与数量（如 {"land": "90"}）' ELSE '不超过 ' || coalesce(p_field->>'most', '4000') || ' 字的文字' END
$$;
COMMENT ON FUNCTION work.kind_name IS '字段类型的名称（内部）';
