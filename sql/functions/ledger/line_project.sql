-- Quota of a project from one state to the next: pool → reserved → granted → used, and reserved → pool (release). The account of a project is kept
-- by the pool that it came from, so that quota always goes back where it came from.
CREATE OR REPLACE FUNCTION ledger.line_project(p_city text, p_batch bigint, p_date date, line jsonb, from_kind text, to_kind text)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_project text := line->>'project';
  v_region text := line->>'region';
  v_factor text := line->>'factor';
  v_vintage int := (line->>'vintage')::int;
BEGIN
  IF NOT EXISTS (SELECT FROM library.project p WHERE p.city = p_city AND p.code = v_project AND (to_kind <> 'reserved' OR p.stage IN
    ('reserved', 'allocated', 'construction', 'production'))) THEN
    PERFORM ledger.refuse('YS014', '项目不在库中，或未纳入储备（第十三、十四条）', line, '用 yaosu project show 查看项目阶段。');
  END IF;
  IF to_kind <> 'pool' THEN
    PERFORM ledger.check_frozen(p_city, CASE WHEN from_kind = 'pool' THEN v_region END, v_factor, v_vintage, v_project);
  END IF;
  RETURN jsonb_build_object('lots', ledger.move(p_city, p_batch,
    ledger.account_of(p_city, from_kind, v_region, v_factor, v_vintage, CASE WHEN from_kind <> 'pool' THEN v_project END),
    ledger.account_of(p_city, to_kind, v_region, v_factor, v_vintage, CASE WHEN to_kind <> 'pool' THEN v_project END),
    (line->>'quantity')::bigint, CASE WHEN from_kind = 'pool' THEN p_date END, line));
END
$$;
COMMENT ON FUNCTION ledger.line_project IS '项目指标的预留、核发、核销、释放（内部）';
