-- Makes the two staging tables of an import in the caller's session, until the end of the transaction: pg_temp.staged_project
-- (sheet, row_number, code, libraries, and the importable columns; NULL: the file says nothing) and pg_temp.staged_demand.
-- They belong to the function's owner, so that nobody can hang a trigger on them that library.import_staged would run.
CREATE OR REPLACE FUNCTION library.open_staging()
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_columns text;
BEGIN
  SELECT string_agg(format('%I', name), ', ' ORDER BY n) INTO v_columns
    FROM unnest(library.importable_columns()) WITH ORDINALITY AS c (name, n);
  EXECUTE format('CREATE TEMP TABLE staged_project ON COMMIT DROP AS
    SELECT ''''::text AS sheet, 0::integer AS row_number, code, NULL::text[] AS libraries, %s FROM library.project WITH NO DATA', v_columns);
  CREATE TEMP TABLE staged_demand ON COMMIT DROP AS
    SELECT project AS code, factor, year, phase, quantity, standing, basis FROM library.demand WITH NO DATA;
  GRANT INSERT ON pg_temp.staged_project, pg_temp.staged_demand TO yaosu_app;
END
$$;
GRANT EXECUTE ON FUNCTION library.open_staging TO yaosu_app;
COMMENT ON FUNCTION library.open_staging IS '建立导入暂存表（事务结束即消失）';
