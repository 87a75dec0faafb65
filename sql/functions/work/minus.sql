-- A day as long before another as a term is long, in calendar days and months.
CREATE OR REPLACE FUNCTION work.minus(p_day date, p_term jsonb)
RETURNS date
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_term->>'unit' WHEN 'months' THEN (p_day - make_interval(months => (p_term->>'amount')::integer))::date
    ELSE p_day - coalesce((p_term->>'amount')::integer, 0) END
$$;
COMMENT ON FUNCTION work.minus IS '往前推一个期限（内部）';
