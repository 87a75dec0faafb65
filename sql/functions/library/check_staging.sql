-- The last line of defence before an import writes: what Intake must have found already, found again with a sentence.
CREATE OR REPLACE FUNCTION library.check_staging(p_city text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_codes text;
BEGIN
  IF (SELECT count(*) FROM pg_class WHERE relname IN ('staged_project', 'staged_demand') AND relnamespace = pg_my_temp_schema()
      AND relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)) <> 2 THEN
    RAISE EXCEPTION '没有导入暂存表' USING ERRCODE = 'YS201', HINT = '先调用 library.open_staging()。';
  END IF;
  SELECT string_agg(code, ', ' ORDER BY code) INTO v_codes
    FROM (SELECT code FROM pg_temp.staged_project GROUP BY code HAVING count(*) > 1 ORDER BY code LIMIT 10) d;
  IF v_codes IS NOT NULL THEN
    RAISE EXCEPTION '项目代码重复: %', v_codes USING ERRCODE = 'YS202', HINT = '每个项目在文件中只能有一行。';
  END IF;
  SELECT string_agg(code, ', ' ORDER BY code) INTO v_codes
    FROM (SELECT s.code FROM pg_temp.staged_project s LEFT JOIN library.project p ON (p.city, p.code) = (p_city, s.code)
      WHERE p.code IS NULL AND (s.name IS NULL OR s.region IS NULL) ORDER BY s.code LIMIT 10) d;
  IF v_codes IS NOT NULL THEN
    RAISE EXCEPTION '新项目缺少名称或所在县市区: %', v_codes USING ERRCODE = 'YS203', HINT = '新项目必须有项目名称和所在县市区。';
  END IF;
  SELECT string_agg(code, ', ' ORDER BY code) INTO v_codes
    FROM (SELECT DISTINCT d.code FROM pg_temp.staged_demand d WHERE NOT EXISTS (SELECT FROM pg_temp.staged_project s WHERE s.code = d.code)
      ORDER BY d.code LIMIT 10) d;
  IF v_codes IS NOT NULL THEN
    RAISE EXCEPTION '要素需求没有对应的项目: %', v_codes USING ERRCODE = 'YS204', HINT = '需求随项目一起导入。';
  END IF;
END
$$;
COMMENT ON FUNCTION library.check_staging IS '导入前的最后检查';
