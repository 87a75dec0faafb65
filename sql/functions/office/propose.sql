-- Proposes something that a second person decides. It is tried at once and taken back, so that what can't be is refused to whom it can be explained.
-- kind: `ledger.EVENT` with content {context, lines}, `library.stage` with the same (lines: project, stage), or `plan.adopt`, `plan.publish` with {context, run}
-- (`plan.adopt` with `sitting`: in a meeting, see plan.adopt_sitting). The same key gives the same proposal.
CREATE OR REPLACE FUNCTION office.propose(context jsonb, p_kind text, p_title text, p_region text, p_content jsonb)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_known office.proposal;
  v_content jsonb;
BEGIN
  PERFORM office.check_hand(context, p_kind, p_region, 'propose');
  PERFORM office.check_lines(context, p_kind, p_region, p_content);
  -- The person first, then the key: the limit is a person's, the key may come from two.
  PERFORM pg_advisory_xact_lock(hashtextextended('office.propose by ' || v_city || ' ' || (context->>'person'), 0)),
    pg_advisory_xact_lock(hashtextextended('office.propose ' || v_city || ' ' || (context->>'key'), 0));
  -- Who books is who approves; the key of the booking is the proposal's, so that it happens once however often it is carried out.
  v_content := jsonb_set(p_content, '{context}', coalesce(p_content->'context', '{}') || jsonb_build_object('city', v_city, 'actor', context->>'person')
    || CASE WHEN p_kind LIKE 'ledger.%' THEN jsonb_build_object('key', 'proposal:' || (context->>'key')) ELSE '{}' END);
  SELECT * INTO v_known FROM office.proposal WHERE (city, key) = (v_city, context->>'key');
  IF FOUND THEN
    IF (v_known.kind, v_known.content, v_known.proposed_by) IS DISTINCT FROM (p_kind, v_content, (context->>'person')::core.code) THEN
      RAISE EXCEPTION '业务键已用于另一事项' USING ERRCODE = 'YS315', HINT = '用同样的内容重试，或换一个业务键。';
    END IF;
    RETURN v_known.proposal;
  ELSIF (SELECT count(*) >= 200 FROM office.proposal WHERE city = v_city AND proposed_by = context->>'person' AND state IN ('open', 'agreed')) THEN
    RAISE EXCEPTION '每人最多 200 件待批' USING ERRCODE = 'YS410';
  END IF;
  BEGIN
    PERFORM office.carry_out(p_kind, v_content);
    RAISE EXCEPTION 'tried' USING ERRCODE = 'YS499';
  EXCEPTION WHEN SQLSTATE 'YS499' THEN
    NULL; -- possible, and taken back
  END;
  INSERT INTO office.proposal (city, kind, key, title, content, region, proposed_by)
    VALUES (v_city, p_kind, context->>'key', p_title, v_content, p_region, context->>'person') RETURNING * INTO v_known;
  PERFORM access.note(context, 'proposed', p_title, jsonb_build_object('proposal', v_known.proposal, 'kind', p_kind));
  RETURN v_known.proposal;
END
$$;
GRANT EXECUTE ON FUNCTION office.propose TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION office.propose IS '提出需双人复核的事项（先试办）';
