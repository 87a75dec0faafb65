-- Does what was proposed (internal). The names of functions come from this list, never from input.
CREATE OR REPLACE FUNCTION office.carry_out(p_kind text, p_content jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c jsonb := p_content->'context';
  l jsonb := p_content->'lines';
BEGIN
  RETURN CASE p_kind
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
EXCEPTION WHEN case_not_found THEN
  RAISE EXCEPTION '不能提出“%”', p_kind USING ERRCODE = 'YS407';
END
$$;
COMMENT ON FUNCTION office.carry_out IS '办理已批准的事项（内部）';
