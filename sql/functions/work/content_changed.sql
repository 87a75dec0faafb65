-- Trigger (L12): when the content of a project changes in a way that matters, opinions that rest on the earlier content are void: an open
-- consultation goes back to asking, by the arrow that its procedure has for it ("on_change"); a closed one stays, and must be started again.
CREATE OR REPLACE FUNCTION work.content_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
  v_step jsonb;
  v_day date := core.today();
BEGIN
  FOR v_matter IN SELECT m.* FROM work.matter m JOIN work.procedure p USING (city, procedure, version)
    WHERE (m.city, m.project) = (NEW.city, NEW.code) AND m.status <> 'closed' AND p.content ? 'on_change' FOR UPDATE OF m
  LOOP
    -- The reopening is an arrow of the start: "start" → on_change.
    SELECT to_jsonb(ARRAY[p.content->>'on_change']) INTO v_step FROM work.procedure p
      WHERE (p.city, p.procedure, p.version) = (v_matter.city, v_matter.procedure, v_matter.version);
    PERFORM work.note_event(v_matter, NULL, 'content_changed', NULL, NULL, v_day,
      jsonb_build_object('reason', '项目内容发生实质变更，意见作废，重新会商'), jsonb_build_object('content_version', NEW.content_version));
    PERFORM work.follow(v_matter, v_step->>0, 'on_change', v_step, true, v_day);
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION work.content_changed IS '触发器：内容变更使意见作废（第十二条）';
