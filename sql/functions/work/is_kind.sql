-- Whether a value is of its field's kind: text, number, integer, date, yes, choice, factors, a unit, people at work.
CREATE OR REPLACE FUNCTION work.is_kind(p_city text, p_field jsonb, p_value jsonb)
RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT CASE p_field->>'kind'
    WHEN 'number' THEN (p_value #>> '{}') ~ '^-?[0-9]{1,12}(\.[0-9]{1,6})?$'
    WHEN 'integer' THEN (p_value #>> '{}') ~ '^-?[0-9]{1,9}$'
    WHEN 'date' THEN core.is_day(p_value #>> '{}')
    WHEN 'yes' THEN (p_value #>> '{}') IN ('true', 'false')
    WHEN 'choice' THEN EXISTS (SELECT FROM jsonb_array_elements_text(p_field->'choices') c WHERE c = (p_value #>> '{}'))
    WHEN 'factors' THEN jsonb_typeof(p_value) = 'object' AND NOT EXISTS (SELECT FROM jsonb_each_text(p_value) e
      WHERE e.value !~ '^[0-9]{1,11}(\.[0-9]{1,4})?$')
    WHEN 'unit' THEN EXISTS (SELECT FROM office.unit u WHERE u.city = p_city AND (p_value #>> '{}') IN (u.code, u.name))
    WHEN 'people' THEN length(p_value #>> '{}') <= 1000 AND NOT EXISTS (SELECT FROM work.people_of(p_value #>> '{}') x(code)
      WHERE NOT EXISTS (SELECT FROM office.person o WHERE (o.city, o.code) = (p_city, x.code) AND o.is_active))
    ELSE length(p_value #>> '{}') <= coalesce((p_field->>'most')::integer, 4000)
  END
$$;
COMMENT ON FUNCTION work.is_kind IS '字段值是否符合类型（内部）';
