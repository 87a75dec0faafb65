-- Moves a project by hand, on a decision. In a city that works with procedures, a stage that a procedure gives is given by a case alone
-- (L11: opinions before reserve); giving up (out) and taking up again stay open. Context: {city, actor, reason, document?}.
CREATE OR REPLACE FUNCTION library.set_stage(context jsonb, p_project text, p_stage text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_owner text;
BEGIN
  SELECT string_agg(DISTINCT p.title, '、') INTO v_owner FROM work.procedure p
    WHERE p.city = context->>'city' AND p.during @> core.today() AND p_stage NOT IN ('out', 'planning')
      AND jsonb_path_exists(p.content, '$.**.do[*] ? (@.effect == "stage" && @.to == $stage)', jsonb_build_object('stage', p_stage));
  IF v_owner IS NOT NULL AND EXISTS (SELECT FROM library.project WHERE (city, code) = (context->>'city', p_project) AND stage <> p_stage) THEN
    RAISE EXCEPTION '阶段 % 由程序“%”产生，不能手工设定', p_stage, v_owner USING ERRCODE = 'YS206',
      HINT = '用 yaosu case start 发起该程序。';
  END IF;
  PERFORM library.move_stage(context, p_project, p_stage);
END
$$;
GRANT EXECUTE ON FUNCTION library.set_stage TO yaosu_app;
COMMENT ON FUNCTION library.set_stage IS '手工转换项目阶段（须写明经办人与理由）';
