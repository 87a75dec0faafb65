-- Loan (临时拆借) between two pools: a due date within policy, and no more out than the share of the lender's pool that policy allows.
-- All writers of a city wait for its counter, so that two loans can't both pass the limit.
CREATE OR REPLACE FUNCTION ledger.line_lend(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_factor text := line->>'factor';
  v_vintage int := (line->>'vintage')::int;
  v_quantity bigint := (line->>'quantity')::bigint;
  v_due date;
  v_days int := coalesce(policy.parameter_at(p_city, 'loan_max_days', v_factor, NULL, NULL, p_date), '365')::int;
  v_limit numeric[] := policy.fraction(coalesce(policy.parameter_at(p_city, 'loan_limit', v_factor, NULL, line->>'from', p_date), '1/2'));
  v_out bigint;
  v_pool bigint;
  v_loan bigint;
  v_moved jsonb;
BEGIN
  IF NOT core.is_day(line->>'due') OR (line->>'due')::date <= p_date OR (line->>'due')::date > p_date + v_days THEN
    PERFORM ledger.refuse('YS009', '拆借归还日无效', line || jsonb_build_object('latest', p_date + v_days),
      format('归还日应在业务日期之后、%s 天之内。', v_days));
  END IF;
  v_due := (line->>'due')::date;
  SELECT coalesce(sum(outstanding), 0) INTO v_out FROM ledger.loan_state
    WHERE city = p_city AND lender = line->>'from' AND factor = v_factor AND vintage = v_vintage;
  SELECT coalesce(sum(balance), 0) INTO v_pool FROM ledger.account
    WHERE city = p_city AND kind = 'pool' AND region = line->>'from' AND factor = v_factor AND vintage = v_vintage;
  IF (v_out + v_quantity) * v_limit[2] > (v_pool + v_out) * v_limit[1] THEN
    PERFORM ledger.refuse('YS011', '超过拆出上限', line || jsonb_build_object('outstanding', v_out, 'pool', v_pool), '上限见政策参数 loan_limit。');
  END IF;
  v_moved := ledger.line_between(p_city, p_batch, p_date, line);
  UPDATE ledger.counter SET last_loan = last_loan + 1 WHERE city = p_city RETURNING last_loan INTO v_loan;
  INSERT INTO ledger.loan VALUES (p_city, v_loan, p_batch, v_factor, v_vintage, line->>'from', line->>'to', v_quantity, v_due);
  RETURN v_moved || jsonb_build_object('loan', v_loan, 'due', v_due);
END
$$;
COMMENT ON FUNCTION ledger.line_lend IS '临时拆借（内部）';
