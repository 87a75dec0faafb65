-- An outcome that a step has and whose conditions hold.
CREATE OR REPLACE FUNCTION work.outcome_of(p_matter work.matter, p_step work.step, p_outcome text, p_day date)
RETURNS work.outcome
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_outcome work.outcome;
  v_content jsonb;
BEGIN
  SELECT * INTO v_outcome FROM work.outcome
    WHERE (city, procedure, version, step, outcome) = (p_step.city, p_step.procedure, p_step.version, p_step.step, p_outcome);
  IF v_outcome.outcome IS NULL THEN
    RAISE EXCEPTION '“%”没有结果“%”', p_step.title, p_outcome USING ERRCODE = 'YS309',
      DETAIL = core.in_english(format('“%s” has no answer “%s”; it has %s', p_step.title_en, p_outcome, (SELECT string_agg(format('%s (%s)', outcome, title_en), ', ' ORDER BY place) FROM work.outcome
        WHERE (city, procedure, version, step) = (p_step.city, p_step.procedure, p_step.version, p_step.step)))),
      HINT = (SELECT '可选：' || string_agg(format('%s（%s）', outcome, title), '、' ORDER BY place) FROM work.outcome
        WHERE (city, procedure, version, step) = (p_step.city, p_step.procedure, p_step.version, p_step.step));
  END IF;
  IF v_outcome.content ? 'when' AND NOT work.holds(v_outcome.content->'when', work.facts(p_matter, p_day)) THEN
    SELECT content INTO v_content FROM work.procedure WHERE (city, procedure, version) = (p_step.city, p_step.procedure, p_step.version);
    RAISE EXCEPTION '“%”现在不能“%”：%', p_step.title, v_outcome.title, work.when_text(v_content, v_outcome.content->'when') USING ERRCODE = 'YS309',
      DETAIL = core.in_english(format('“%s” can''t answer “%s” now: %s', p_step.title_en, v_outcome.title_en,
        work.when_text(v_content, v_outcome.content->'when', true))), HINT = 'yaosu procedure show 列出各表单的字段。';
  END IF;
  RETURN v_outcome;
END
$$;
COMMENT ON FUNCTION work.outcome_of IS '步骤的办理结果（内部）';
