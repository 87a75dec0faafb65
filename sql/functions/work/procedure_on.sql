-- The version of a procedure that is in force on a day.
CREATE OR REPLACE FUNCTION work.procedure_on(p_city text, p_procedure text, p_day date)
RETURNS work.procedure
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_procedure work.procedure;
BEGIN
  SELECT * INTO v_procedure FROM work.procedure WHERE (city, procedure) = (p_city, p_procedure) AND during @> p_day;
  IF v_procedure.procedure IS NULL THEN
    RAISE EXCEPTION '% 没有在 % 有效的程序 %', p_city, p_day, p_procedure
      USING ERRCODE = 'YS303',
      DETAIL = core.in_english(format('%s has no procedure %s in force on %s', p_city, p_procedure, p_day)),
      HINT = 'yaosu procedure list 列出全部程序及其起止日期；yaosu procedure load 装入程序文件。';
  END IF;
  RETURN v_procedure;
END
$$;
COMMENT ON FUNCTION work.procedure_on IS '某日有效的程序版本（内部）';
