-- Effect: a reform that worked is kept for reuse (P9), from the fields practice_title and practice.
CREATE OR REPLACE FUNCTION work.effect_practice(p_matter work.matter, p_day date)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO work.practice (city, title, text, number, day)
  SELECT p_matter.city, coalesce(nullif(p_matter.data->>'practice_title', ''), p_matter.title), p_matter.data->>'practice', p_matter.number, p_day
  WHERE coalesce(p_matter.data->>'practice', '') <> ''
$$;
COMMENT ON FUNCTION work.effect_practice IS '办理效果：固化经验做法（内部）';
