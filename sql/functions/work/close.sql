-- Ends a case: what is still open is void, then what the end brings about.
CREATE OR REPLACE FUNCTION work.close(p_matter work.matter, p_step work.step, p_day date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE work.task SET state = 'void', suspended_on = NULL WHERE (city, number) = (p_matter.city, p_matter.number) AND state IN ('open', 'suspended');
  PERFORM work.apply(p_matter, NULL, p_step.content->'do', p_day, NULL, '{}');
  UPDATE work.matter SET status = 'closed', closed_on = p_day, result = p_step.step WHERE (city, number) = (p_matter.city, p_matter.number);
  PERFORM work.note_event(p_matter, NULL, 'close', NULL, NULL, p_day, '{}', jsonb_build_object('result', p_step.step, 'title', p_step.title));
  PERFORM work.notify(p_matter.city, format('closed:%s', p_matter.number), 'told', p_matter.unit, NULL, NULL, p_matter.number, NULL, p_matter.project,
    format('办结（%s）：%s', p_step.title, p_matter.title), p_day, NULL);
END
$$;
COMMENT ON FUNCTION work.close IS '办结（内部）';
