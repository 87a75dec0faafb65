-- Goes along the arrows of an outcome or rule. Going back begins a new round: what was open is void, opinions are asked for anew.
CREATE OR REPLACE FUNCTION work.follow(p_matter work.matter, p_step text, p_via text, p_targets jsonb, p_again boolean, p_day date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_target text;
BEGIN
  IF p_again THEN
    UPDATE work.task SET state = 'void', suspended_on = NULL WHERE (city, number) = (p_matter.city, p_matter.number) AND state IN ('open', 'suspended');
    UPDATE work.matter SET round = round + 1, content_version = coalesce((SELECT content_version FROM library.project p
      WHERE (p.city, p.code) = (matter.city, matter.project)), content_version)
      WHERE (city, number) = (p_matter.city, p_matter.number);
  END IF;
  FOR v_target IN SELECT jsonb_array_elements_text(p_targets) LOOP
    IF NOT EXISTS (SELECT FROM work.arrow a WHERE (a.city, a.procedure, a.version, a.step, a.via, a.target)
        = (p_matter.city, p_matter.procedure, p_matter.version, p_step, p_via, v_target)) THEN
      RAISE EXCEPTION '程序没有从 % 经 % 到 % 的流转', p_step, p_via, v_target USING ERRCODE = 'YS309',
        DETAIL = core.in_english(format('the procedure has no way from %s by %s to %s', p_step, p_via, v_target));
    END IF;
    PERFORM work.enter(p_matter.city, p_matter.number, v_target, p_day);
  END LOOP;
END
$$;
COMMENT ON FUNCTION work.follow IS '按流转前进（内部）';
