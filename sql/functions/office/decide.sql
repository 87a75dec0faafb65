-- A second person agrees or refuses; who proposed can only take it back. What moves quota between counties waits for the days of `transfer_window_hours`.
CREATE OR REPLACE FUNCTION office.decide(context jsonb, p_proposal integer, p_decision text)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_it office.proposal;
  v_hours integer;
BEGIN
  SELECT * INTO v_it FROM office.proposal WHERE (city, proposal) = (v_city, p_proposal) FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有待批事项 %', p_proposal USING ERRCODE = 'YS407';
  ELSIF p_decision NOT IN ('agree', 'refuse', 'withdraw') THEN
    RAISE EXCEPTION '决定应为 agree、refuse 或 withdraw' USING ERRCODE = 'YS406';
  ELSIF v_it.state NOT IN ('open', 'agreed') OR v_it.state = 'agreed' AND p_decision = 'agree' THEN
    RAISE EXCEPTION '事项 % 已经办结（%）', p_proposal, v_it.state USING ERRCODE = 'YS409';
  END IF;
  IF p_decision = 'withdraw' THEN
    PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = v_city));
    IF v_it.proposed_by <> context->>'person' THEN
      RAISE EXCEPTION '只有提出人可以撤回' USING ERRCODE = 'YS408';
    END IF;
  ELSE
    PERFORM office.check_hand(context, v_it.kind, v_it.region, 'decide');
    IF v_it.proposed_by = context->>'person' THEN
      RAISE EXCEPTION '提出人不能自己批准' USING ERRCODE = 'YS408', HINT = '由另一人批准。';
    END IF;
  END IF;
  v_hours := CASE WHEN v_it.kind IN ('ledger.transfer', 'ledger.lend') AND p_decision = 'agree' AND v_it.state = 'open'
    THEN coalesce(policy.parameter_at(v_city, 'transfer_window_hours', NULL, NULL, v_it.region, core.today())::integer, 0) ELSE 0 END;
  UPDATE office.proposal SET decided_by = context->>'person', decided_at = clock_timestamp(), reason = coalesce(context->>'reason', reason),
      takes_effect_at = CASE WHEN v_hours > 0 THEN clock_timestamp() + make_interval(hours => v_hours) END,
      state = CASE p_decision WHEN 'refuse' THEN 'refused' WHEN 'withdraw' THEN 'withdrawn' ELSE CASE WHEN v_hours > 0 THEN 'agreed' ELSE 'done' END END,
      answer = CASE WHEN p_decision = 'agree' AND v_hours = 0
        THEN office.carry_out(v_it.kind, jsonb_set(v_it.content, '{context,decided_by}', to_jsonb(context->>'person'))) END
    WHERE (city, proposal) = (v_city, p_proposal) RETURNING state INTO v_it.state;
  PERFORM access.note(context, 'decided', v_it.title, jsonb_build_object('proposal', p_proposal, 'decision', p_decision, 'state', v_it.state));
  RETURN v_it.state;
END
$$;
GRANT EXECUTE ON FUNCTION office.decide TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION office.decide IS '批准、退回或撤回待批事项';
