-- Whether a person may act on a task now, and in whose name; each refusal in the words of the procedure.
CREATE OR REPLACE FUNCTION work.check_turn(p_task work.task, p_person text, p_day date)
RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_matter work.matter;
  v_step work.step;
  v_for text := work.holder(p_task.city, p_person, p_task, p_day);
  v_other text;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  v_step := work.step_of(v_matter, p_task.step);
  IF v_for IS NULL THEN
    RAISE EXCEPTION '“%”由%办理，% 不在其中', v_step.title, work.whose(p_task), p_person USING ERRCODE = 'YS308';
  END IF;
  IF p_task.state = 'done' THEN
    RAISE EXCEPTION '任务 %（%）已由 % 于 % 办理', p_task.task, v_step.title, p_task.done_by, p_task.done_on USING ERRCODE = 'YS307',
      HINT = '意见一经提交只读；下一步还没有人办理时可以撤回。';
  ELSIF v_matter.status = 'closed' THEN
    RAISE EXCEPTION '事项 % 已办结，不能再办理', v_matter.number USING ERRCODE = 'YS312';
  ELSIF p_task.state = 'void' THEN
    RAISE EXCEPTION '任务 %（%）已作废', p_task.task, v_step.title USING ERRCODE = 'YS307', HINT = 'yaosu case show 列出现在的任务。';
  ELSIF v_matter.status = 'suspended' OR p_task.state = 'suspended' THEN
    RAISE EXCEPTION '任务 %（%）已中止计时，等待补正或恢复', p_task.task, v_step.title USING ERRCODE = 'YS307', HINT = 'yaosu case act --verb resume 恢复。';
  ELSIF p_day < p_task.opened_on THEN
    RAISE EXCEPTION '办理日期 % 早于任务开始日 %', p_day, p_task.opened_on USING ERRCODE = 'YS314';
  ELSIF p_day > p_task.due AND coalesce((v_step.content->>'closes')::boolean, false) THEN
    RAISE EXCEPTION '“%”的期限 % 已过，不再受理', v_step.title, p_task.due USING ERRCODE = 'YS311', HINT = '期满前可以申请延期（--verb extend）。';
  END IF;
  -- Who proposed can't approve.
  SELECT t.step INTO v_other FROM work.task t WHERE (t.city, t.number) = (p_task.city, p_task.number) AND t.state = 'done'
    AND t.done_by = p_person AND v_step.content->'not_by' ? t.step::text LIMIT 1;
  IF v_other IS NOT NULL OR (v_step.content->'not_by' ? 'start' AND EXISTS (SELECT FROM work.event e
      WHERE (e.city, e.number, e.verb, e.person) = (p_task.city, p_task.number, 'start', p_person))) THEN
    RAISE EXCEPTION '% 办过“%”，不能再办“%”', p_person, coalesce((work.step_of(v_matter, v_other)).title, '发起'), v_step.title
      USING ERRCODE = 'YS313', HINT = '提出与批准须由不同的人办理。';
  END IF;
  RETURN v_for;
END
$$;
COMMENT ON FUNCTION work.check_turn IS '是否轮到其办理（内部）';
