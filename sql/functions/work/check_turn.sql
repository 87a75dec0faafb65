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
    RAISE EXCEPTION '“%”由%办理，% 不在其中', v_step.title, work.whose(p_task), p_person USING ERRCODE = 'YS308',
      DETAIL = core.in_english(format('“%s” is for %s; %s isn''t among them', v_step.title_en, work.whose(p_task, true), p_person));
  END IF;
  IF p_task.state = 'done' THEN
    RAISE EXCEPTION '任务 %（%）已由 % 于 % 办理', p_task.task, v_step.title, coalesce(p_task.done_by, '每日作业（按规则）'), p_task.done_on USING ERRCODE = 'YS307',
      DETAIL = core.in_english(format('task %s (%s) was done by %s on %s', p_task.task, v_step.title_en, coalesce(p_task.done_by, 'the daily job'), p_task.done_on)),
      HINT = '意见一经提交只读；下一步还没有人办理时可以撤回。';
  ELSIF v_matter.status = 'closed' THEN
    RAISE EXCEPTION '事项 % 已办结，不能再办理', v_matter.number USING ERRCODE = 'YS312',
      DETAIL = core.in_english(format('case %s is closed', v_matter.number));
  ELSIF p_task.state = 'void' THEN
    RAISE EXCEPTION '任务 %（%）已作废', p_task.task, v_step.title USING ERRCODE = 'YS307',
      DETAIL = core.in_english(format('task %s (%s) is void', p_task.task, v_step.title_en)),
      HINT = 'yaosu case show 列出现在的任务。';
  ELSIF v_matter.status = 'suspended' OR p_task.state = 'suspended' THEN
    RAISE EXCEPTION '任务 %（%）已中止计时，等待补正或恢复', p_task.task, v_step.title USING ERRCODE = 'YS307',
      DETAIL = core.in_english(format('the clock of task %s (%s) stands: it waits for what was asked for (yaosu case verb %s resume)', p_task.task, v_step.title_en, p_task.task)),
      HINT = 'yaosu case verb 任务 resume 恢复。';
  ELSIF p_day < p_task.opened_on THEN
    RAISE EXCEPTION '办理日期 % 早于任务开始日 %', p_day, p_task.opened_on USING ERRCODE = 'YS314',
      DETAIL = core.in_english(format('the day %s is before the task began, %s', p_day, p_task.opened_on));
  ELSIF p_day > p_task.due AND coalesce((v_step.content->>'closes')::boolean, false) THEN
    RAISE EXCEPTION '“%”的期限 % 已过，不再受理', v_step.title, p_task.due USING ERRCODE = 'YS311',
      DETAIL = core.in_english(format('the term of “%s” ended on %s; nothing is taken after it', v_step.title_en, p_task.due)),
      HINT = '期满前可以申请延期（yaosu case verb 任务 extend）。';
  END IF;
  -- Who proposed can't approve: neither the person, nor the one in whose name it was done, nor who drafted it; nor a stand-in for any of them.
  SELECT t.step INTO v_other FROM work.task t WHERE (t.city, t.number) = (p_task.city, p_task.number) AND t.state = 'done'
    AND v_step.content->'not_by' ? t.step::text AND (ARRAY[t.done_by, t.done_for]::text[] && ARRAY[p_person, v_for]
      OR EXISTS (SELECT FROM work.event e WHERE (e.city, e.task, e.verb) = (t.city, t.task, 'draft') AND e.person IN (p_person, v_for))) LIMIT 1;
  IF v_other IS NOT NULL OR (v_step.content->'not_by' ? 'start' AND EXISTS (SELECT FROM work.event e
      WHERE (e.city, e.number, e.verb) = (p_task.city, p_task.number, 'start') AND ARRAY[e.person, e.person_for]::text[] && ARRAY[p_person, v_for])) THEN
    RAISE EXCEPTION '% 办过“%”，不能再办“%”', p_person, coalesce((work.step_of(v_matter, v_other)).title, '发起'), v_step.title
      USING ERRCODE = 'YS313',
      DETAIL = core.in_english(format('%s did “%s” and can''t do “%s”', p_person, coalesce((work.step_of(v_matter, v_other)).title_en, 'start'), v_step.title_en)),
      HINT = '提出与批准须由不同的人办理。';
  END IF;
  RETURN v_for;
END
$$;
COMMENT ON FUNCTION work.check_turn IS '是否轮到其办理（内部）';
