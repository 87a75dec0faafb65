-- Whether a step is behind a case in this round: somebody did it and nobody has it any more, or it was skipped.
CREATE OR REPLACE FUNCTION work.step_done(p_matter work.matter, p_step text)
RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT (EXISTS (SELECT FROM work.task t WHERE (t.city, t.number, t.step, t.round) = (p_matter.city, p_matter.number, p_step, p_matter.round)
        AND t.state = 'done' AND NOT work.is_withdrawn(t.city, t.task))
      AND NOT EXISTS (SELECT FROM work.task t WHERE (t.city, t.number, t.step, t.round) = (p_matter.city, p_matter.number, p_step, p_matter.round)
        AND t.state IN ('open', 'suspended')))
    OR EXISTS (SELECT FROM work.event e WHERE (e.city, e.number, e.verb) = (p_matter.city, p_matter.number, 'skip')
      AND e.detail->>'step' = p_step AND (e.detail->>'round')::smallint = p_matter.round)
$$;
COMMENT ON FUNCTION work.step_done IS '步骤是否办完（内部）';
