-- Moves projects by hand, all or none: [{project, stage}]. Context as for library.set_stage.
CREATE OR REPLACE FUNCTION library.set_stages(context jsonb, p_lines jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r record;
  n integer := 0;
BEGIN
  FOR r IN SELECT x.project, x.stage FROM jsonb_to_recordset(p_lines) AS x(project text, stage text) ORDER BY x.project LOOP
    PERFORM library.set_stage(context, r.project, r.stage);
    n := n + 1;
  END LOOP;
  RETURN jsonb_build_object('projects', n);
END
$$;
GRANT EXECUTE ON FUNCTION library.set_stages TO yaosu_app;
COMMENT ON FUNCTION library.set_stages IS '按决定成批转换项目阶段';
