-- The business day of an act: the context's, else today. Nobody acts on a day that hasn't come.
CREATE OR REPLACE FUNCTION work.day_of(context jsonb)
RETURNS date
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_text text := context->>'date';
BEGIN
  IF v_text IS NULL THEN RETURN core.today(); END IF;
  IF NOT core.is_day(v_text) THEN
    RAISE EXCEPTION '日期“%”不是日期', v_text USING ERRCODE = 'YS301',
      DETAIL = core.in_english(format('“%s” is no day', v_text)),
      HINT = '写成 2026-07-01。';
  END IF;
  IF v_text::date > core.today() THEN
    RAISE EXCEPTION '办理日期 % 还没有到', v_text USING ERRCODE = 'YS314',
      DETAIL = core.in_english(format('the day %s has not come yet', v_text));
  END IF;
  RETURN v_text::date;
END
$$;
COMMENT ON FUNCTION work.day_of IS '办理日期（内部）';
