-- Return of a loan, whole or in part, in the same factor and vintage. Which lots come back does not matter: quota of one vintage is alike.
CREATE OR REPLACE FUNCTION ledger.line_give_back(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_loan ledger.loan_state;
  v_quantity bigint := (line->>'quantity')::bigint;
BEGIN
  SELECT * INTO v_loan FROM ledger.loan_state WHERE city = p_city AND loan = (line->>'loan')::bigint;
  IF NOT FOUND THEN
    PERFORM ledger.refuse('YS012', '没有这笔拆借', line, '用 yaosu report loans 查看拆借编号。');
  END IF;
  IF v_quantity > v_loan.outstanding THEN
    PERFORM ledger.refuse('YS013', '归还多于未还', line || jsonb_build_object('outstanding', v_loan.outstanding), NULL);
  END IF;
  PERFORM ledger.move(p_city, p_batch, ledger.account_of(p_city, 'pool', v_loan.borrower, v_loan.factor, v_loan.vintage),
    ledger.account_of(p_city, 'pool', v_loan.lender, v_loan.factor, v_loan.vintage), v_quantity, NULL, line);
  INSERT INTO ledger.loan_return VALUES (p_city, v_loan.loan, p_batch, v_quantity)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    PERFORM ledger.refuse('YS002', '同一笔拆借在一批中只能归还一次', line, '把数量合成一行。');
  END IF;
  RETURN jsonb_build_object('loan', v_loan.loan, 'outstanding', v_loan.outstanding - v_quantity);
END
$$;
COMMENT ON FUNCTION ledger.line_give_back IS '归还拆借（内部）';
