-- Correction: a counter-batch with every entry the other way round, lot by lot. Refused when the quota has moved on since, and for events that
-- have their own way back.
CREATE OR REPLACE FUNCTION ledger.line_correct(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_old ledger.batch;
  v_entry ledger.entry;
  v_count int := 0;
BEGIN
  SELECT * INTO v_old FROM ledger.batch WHERE city = p_city AND batch = (line->>'batch')::bigint;
  IF NOT FOUND THEN
    PERFORM ledger.refuse('YS016', '没有这一批', line, '用 yaosu ledger history 查看批号。');
  END IF;
  IF v_old.event IN ('correct', 'lend', 'give_back', 'settle', 'freeze', 'unfreeze') THEN
    PERFORM ledger.refuse('YS017', format('%s 不能用更正撤销', v_old.event), line, '拆借用归还，冻结用解冻；更正本身不能再更正，请重新记账。');
  END IF;
  IF EXISTS (SELECT FROM ledger.batch WHERE city = p_city AND corrects = v_old.batch) THEN
    PERFORM ledger.refuse('YS018', '这一批已经更正过', line, NULL);
  END IF;
  -- An advance that was settled is no longer owed: taking it back would make the plan owe the county.
  IF v_old.event = 'advance' AND EXISTS (SELECT FROM ledger.entry e JOIN ledger.account a ON (a.city, a.account) = (e.city, e.from_account)
    WHERE e.city = p_city AND e.batch = v_old.batch AND a.is_settled)
  THEN
    PERFORM ledger.refuse('YS019', '预支已经核销，不能更正', line, '按核销结果办理退还。');
  END IF;
  FOR v_entry IN SELECT * FROM ledger.entry WHERE city = p_city AND batch = v_old.batch ORDER BY seq DESC LOOP
    IF EXISTS (SELECT FROM ledger.account a WHERE a.city = p_city AND a.account = v_entry.to_account AND a.kind NOT IN ('outside', 'yearly_plan'))
      AND coalesce((SELECT quantity FROM ledger.position WHERE city = p_city AND account = v_entry.to_account AND lot = v_entry.lot), 0)
        < v_entry.quantity
    THEN
      PERFORM ledger.refuse('YS019', '这一批的指标已经被使用或转走，不能更正', line || jsonb_build_object('lot', v_entry.lot,
        'asked', v_entry.quantity), '先收回或退还，再更正。');
    END IF;
    PERFORM ledger.enter(p_city, p_batch, v_entry.to_account, v_entry.from_account, v_entry.quantity, v_entry.lot);
    v_count := v_count + 1;
  END LOOP;
  RETURN jsonb_build_object('corrects', v_old.batch, 'entries', v_count);
END
$$;
COMMENT ON FUNCTION ledger.line_correct IS '更正（内部）';
