-- What offices do with a task beside answering it. context as work.act; verb and args:
-- transfer 转办 {person} · delegate 委派 {person} · add 加签 {unit, role?} · remove 减签 · back 退回 {step} · withdraw 撤回 · urge 催办 ·
-- correct 补正 {what} · resume 恢复 · extend 延期申请 {due} · extend_yes / extend_no 延期答复. A reason is asked for where it counts.
CREATE OR REPLACE FUNCTION work.verb(context jsonb, p_task bigint, p_verb text, p_args jsonb DEFAULT '{}')
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_person office.person := work.actor(context);
  v_day date := work.day_of(context);
  v_hash text := work.hash_of(p_task::text, p_verb, p_args::text, context->>'person');
  v_answer jsonb := work.replay(context, 'verb', v_hash);
  v_task work.task;
BEGIN
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  -- What there isn't is told before what it would want.
  IF work.verb_name(p_verb) IS NULL THEN
    RAISE EXCEPTION '没有操作“%”', p_verb USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('there is no “%s”; there are transfer, delegate, add, remove, back, withdraw, urge, correct, resume, extend, extend_yes and extend_no', p_verb)),
      HINT = 'transfer、delegate、add、remove、back、withdraw、urge、correct、resume、extend、extend_yes、extend_no';
  END IF;
  IF p_verb NOT IN ('urge', 'withdraw', 'resume', 'extend_yes') AND coalesce(context->>'reason', '') = '' THEN
    RAISE EXCEPTION '“%”要写明理由', work.verb_name(p_verb) USING ERRCODE = 'YS301',
      DETAIL = core.in_english(format('“%s” wants a reason', work.verb_name(p_verb, true))),
      HINT = '用 --reason 写理由。';
  END IF;
  v_task := work.lock_task(v_city, p_task);
  CASE p_verb
    WHEN 'transfer', 'delegate' THEN PERFORM work.verb_transfer(v_task, v_person.code, p_verb, p_args, v_day, context);
    WHEN 'add', 'remove' THEN PERFORM work.verb_sign(v_task, v_person.code, p_verb, p_args, v_day, context);
    WHEN 'back' THEN PERFORM work.verb_back(v_task, v_person.code, p_args, v_day, context);
    WHEN 'withdraw' THEN PERFORM work.verb_withdraw(v_task, v_person.code, v_day, context);
    WHEN 'urge' THEN PERFORM work.verb_urge(v_task, v_person.code, v_day, context);
    WHEN 'correct', 'resume' THEN PERFORM work.verb_clock(v_task, v_person.code, p_verb, p_args, v_day, context);
    WHEN 'extend', 'extend_yes', 'extend_no' THEN PERFORM work.verb_extend(v_task, v_person.code, p_verb, p_args, v_day, context);
  END CASE;
  PERFORM work.check_alive(v_city, v_task.number);
  RETURN work.remember(context, 'verb', v_hash, work.answer(v_city, v_task.number));
END
$$;
GRANT EXECUTE ON FUNCTION work.verb TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.verb IS '转办、委派、加签、减签、退回、撤回、催办、补正、延期';
