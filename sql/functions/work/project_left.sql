-- Trigger (L20.5, L29): when a project leaves, its open cases end without a result, so that nobody is reminded of an approval or an evaluation that
-- can't come any more. They end on the business day on which the project leaves (`yaosu.left_on`), which may be earlier than today. A case that takes quota back or bars the owner goes on; so does the one that is ending at this moment.
CREATE OR REPLACE FUNCTION work.project_left() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
  v_day date := coalesce(nullif(current_setting('yaosu.left_on', true), '')::date, core.today());
BEGIN
  FOR v_matter IN SELECT m.* FROM work.matter m JOIN work.procedure p USING (city, procedure, version)
    WHERE (m.city, m.project) = (NEW.city, NEW.code) AND m.status <> 'closed'
      AND NOT jsonb_path_exists(p.content, '$.**.effect ? (@ == "reclaim" || @ == "block")')
      AND EXISTS (SELECT FROM work.task t WHERE (t.city, t.number) = (m.city, m.number) AND t.state IN ('open', 'suspended'))
    ORDER BY m.number FOR UPDATE OF m
  LOOP
    UPDATE work.task SET state = 'void', suspended_on = NULL WHERE (city, number) = (v_matter.city, v_matter.number) AND state IN ('open', 'suspended');
    UPDATE work.matter SET status = 'closed', closed_on = greatest(v_day, opened_on) WHERE (city, number) = (v_matter.city, v_matter.number);
    PERFORM work.note_event(v_matter, NULL, 'left', NULL, NULL, v_day, jsonb_build_object('reason', '项目退出，事项终止'), '{"title": "终止"}');
    PERFORM work.notify(v_matter.city, format('left:%s', v_matter.number), 'told', v_matter.unit, NULL, NULL, v_matter.number, NULL, v_matter.project,
      format('项目退出，事项终止：%s', v_matter.title), v_day, NULL);
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION work.project_left IS '触发器：项目退出，未办结事项终止';
