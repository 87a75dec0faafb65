-- After an answer of many: with 或签 the first counts and the others are void; with 会签 the case waits for the last.
CREATE OR REPLACE FUNCTION work.count_answers(p_matter work.matter, p_step work.step, p_round smallint, p_day date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_step.mode = 'any' THEN
    UPDATE work.task SET state = 'void', suspended_on = NULL WHERE (city, number, step, round) = (p_matter.city, p_matter.number, p_step.step, p_round)
      AND state IN ('open', 'suspended');
  ELSIF EXISTS (SELECT FROM work.task WHERE (city, number, step, round) = (p_matter.city, p_matter.number, p_step.step, p_round)
      AND state IN ('open', 'suspended')) THEN
    RETURN;
  END IF;
  PERFORM work.settle_step(p_matter, p_step, p_day);
END
$$;
COMMENT ON FUNCTION work.count_answers IS '会签或签的汇总（内部）';
