-- Days of a form that should lie ahead and don't, as faults.
CREATE OR REPLACE FUNCTION work.past_days(p_form jsonb, p_given jsonb, p_day date, p_english boolean DEFAULT false)
RETURNS text[]
LANGUAGE sql STABLE AS $$
  SELECT array_agg(format(CASE WHEN p_english THEN '“%s” should not lie before %s, found %s' ELSE '“%s”不应早于 %s，读到 %s' END,
    coalesce(CASE WHEN p_english THEN f->>'title_en' END, f->>'title'), p_day, p_given->>(f->>'field')) ORDER BY place)
  FROM jsonb_array_elements(p_form->'fields') WITH ORDINALITY x(f, place)
  WHERE (f->>'ahead')::boolean AND core.is_day(p_given->>(f->>'field')) AND p_given->>(f->>'field') < p_day::text
$$;
COMMENT ON FUNCTION work.past_days IS '表单中不应早于办理日的日期（内部）';
