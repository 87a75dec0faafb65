-- 撤回: who answered takes the answer back, as long as nobody has acted since and it has brought nothing about outside the case.
CREATE OR REPLACE FUNCTION work.verb_withdraw(p_task work.task, p_person text, p_day date, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
  v_step work.step;
  v_act bigint;
  v_last bigint;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  v_step := work.step_of(v_matter, p_task.step);
  SELECT e.event, (e.detail->>'last_task')::bigint INTO v_act, v_last FROM work.event e
    WHERE (e.city, e.task, e.verb, e.person) = (p_task.city, p_task.task, 'act', p_person);
  IF p_task.state <> 'done' OR v_act IS NULL THEN
    RAISE EXCEPTION '任务 % 不是 % 办理的，不能撤回', p_task.task, p_person USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('task %s was not done by %s, who can''t take it back', p_task.task, p_person));
  ELSIF EXISTS (SELECT FROM work.event e WHERE (e.city, e.task, e.verb) = (p_task.city, p_task.task, 'effect')) THEN
    RAISE EXCEPTION '任务 % 的结果已经生效，不能撤回', p_task.task USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('what task %s brought about has happened; it is set right by a new case, not by taking it back', p_task.task)),
      HINT = '更正请另发起事项。';
  ELSIF v_matter.status = 'closed' OR p_task.round <> v_matter.round OR work.is_withdrawn(p_task.city, p_task.task) OR EXISTS (SELECT FROM work.event e
      WHERE (e.city, e.number) = (p_task.city, p_task.number) AND e.event > v_act
        AND e.verb NOT IN ('urge', 'skip')) THEN
    RAISE EXCEPTION '任务 % 之后已有办理，不能撤回', p_task.task USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('somebody has acted since task %s: it can''t be taken back; ask the later step to return it', p_task.task)),
      HINT = '请后一步退回（yaosu case verb 任务 back），或补发一次意见。';
  END IF;
  -- What the answer opened, and no other branch, is void; the task is open again as a new one, because what was done stays done in the record.
  UPDATE work.task SET state = 'void', suspended_on = NULL WHERE (city, number) = (p_task.city, p_task.number) AND task > v_last
    AND state IN ('open', 'suspended');
  PERFORM work.note_event(v_matter, p_task.task, 'withdraw', p_person, NULL, p_day, context, '{}');
  PERFORM work.open_task(v_matter, v_step, p_task.unit, p_task.role, p_task.person, p_day, p_task.is_added);
END
$$;
COMMENT ON FUNCTION work.verb_withdraw IS '撤回（内部）';
