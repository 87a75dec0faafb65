-- Does what was proposed (internal). The names of functions come from this list, never from input. A plan that another proposal has adopted or published is
-- refused, so that no document or minutes of a second proposal are taken for done.
CREATE OR REPLACE FUNCTION office.carry_out(p_kind text, p_content jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c jsonb := p_content->'context';
  l jsonb := p_content->'lines';
  v_answer jsonb;
BEGIN
  v_answer := CASE p_kind
    WHEN 'ledger.deposit' THEN ledger.deposit(c, l)
    WHEN 'ledger.advance' THEN ledger.advance(c, l)
    WHEN 'ledger.settle' THEN ledger.settle(c, l)
    WHEN 'ledger.transfer' THEN ledger.transfer(c, l)
    WHEN 'ledger.lend' THEN ledger.lend(c, l)
    WHEN 'ledger.give_back' THEN ledger.give_back(c, l)
    WHEN 'ledger.grant' THEN ledger.grant(c, l)
    WHEN 'ledger.use' THEN ledger.use(c, l)
    WHEN 'ledger.release' THEN ledger.release(c, l)
    WHEN 'ledger.freeze' THEN ledger.freeze(c, l)
    WHEN 'ledger.unfreeze' THEN ledger.unfreeze(c, l)
    WHEN 'ledger.correct' THEN ledger.correct(c, l)
    WHEN 'ledger.expire' THEN ledger.expire(c, l)
    WHEN 'ledger.open' THEN ledger.open(c, l)
    -- A line that names a pool takes back a part; one of the project alone all that is unused.
    WHEN 'ledger.reclaim' THEN plan.reclaim(c, l->0->>'project', CASE WHEN l->0 ? 'factor' THEN l END)
    WHEN 'plan.adopt' THEN CASE WHEN p_content ? 'sitting' THEN plan.adopt_sitting(c, (p_content->>'run')::integer, p_content->'sitting')
      ELSE plan.adopt(c, (p_content->>'run')::integer) END
    WHEN 'library.stage' THEN library.set_stages(c, l)
    WHEN 'plan.publish' THEN plan.publish(c, (p_content->>'run')::integer)
  END;
  IF p_kind LIKE 'plan.%' AND (v_answer->>'replayed')::boolean THEN
    RAISE EXCEPTION '方案 % 已经%（%）', p_content->>'run', CASE p_kind WHEN 'plan.adopt' THEN '采纳' ELSE '公布' END, (SELECT concat_ws('，',
        r.decision_document, to_char(CASE p_kind WHEN 'plan.adopt' THEN r.adopted_at ELSE r.published_at END AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'))
      FROM plan.run r WHERE (r.city, r.run) = (c->>'city', (p_content->>'run')::integer)) USING ERRCODE = 'YS409', HINT = '撤回本事项。';
  END IF;
  RETURN v_answer;
EXCEPTION WHEN case_not_found THEN
  RAISE EXCEPTION '不能提出“%”', p_kind USING ERRCODE = 'YS407';
END
$$;
COMMENT ON FUNCTION office.carry_out IS '办理已批准的事项（内部）';
