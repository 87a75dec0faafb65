-- Adds a paper to a proposal that waits, by who proposed it; the same bytes again are the same paper. Who decides sees what the decision rests on.
CREATE OR REPLACE FUNCTION office.attach(context jsonb, p_proposal integer, p_name text, p_bytes bytea)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_it office.proposal;
  v_hash text := encode(digest(p_bytes, 'sha256'), 'hex');
  v_known integer;
BEGIN
  PERFORM access.require(context, ARRAY['hq_clerk', 'department_clerk', 'county_clerk']);
  SELECT * INTO v_it FROM office.proposal WHERE (city, proposal) = (v_city, p_proposal) FOR UPDATE;
  IF NOT FOUND OR v_it.proposed_by <> context->>'person' THEN
    RAISE EXCEPTION '没有待批事项 %', p_proposal USING ERRCODE = 'YS407', HINT = '附件由提出人添加。';
  ELSIF v_it.state <> 'open' THEN
    RAISE EXCEPTION '事项 % 已经决定，不能再加附件', p_proposal USING ERRCODE = 'YS409';
  END IF;
  SELECT attachment INTO v_known FROM office.attachment WHERE (city, proposal, hash) = (v_city, p_proposal, v_hash);
  IF FOUND THEN RETURN v_known; END IF;
  IF (SELECT count(*) >= 10 FROM office.attachment WHERE (city, proposal) = (v_city, p_proposal)) THEN
    RAISE EXCEPTION '每件最多 10 个附件' USING ERRCODE = 'YS410';
  END IF;
  INSERT INTO office.attachment (city, proposal, name, bytes, hash, added_by)
    VALUES (v_city, p_proposal, p_name, p_bytes, v_hash, context->>'person') RETURNING attachment INTO v_known;
  PERFORM access.note(context, 'attached', v_it.title, jsonb_build_object('proposal', p_proposal, 'name', p_name, 'hash', v_hash));
  RETURN v_known;
END
$$;
GRANT EXECUTE ON FUNCTION office.attach TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION office.attach IS '为待批事项添加附件';
