-- The ledger batches of an adoption, under keys made from the run, so that they can't be posted twice.
CREATE OR REPLACE FUNCTION plan.post_adoption(context jsonb, p_run plan.run)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_context jsonb := context || jsonb_build_object('reason', coalesce(context->>'reason', format('采纳方案 %s', p_run.run)));
  v_lines jsonb;
  v_due date := (coalesce(context->>'date', current_date::text))::date
    + policy.parameter_at(p_run.city, 'loan_max_days', NULL, NULL, NULL, p_run.base_date)::int;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('factor', factor, 'vintage', vintage, 'from', from_region, 'to', to_region, 'quantity', quantity,
      'due', v_due) ORDER BY factor, from_region, to_region) INTO v_lines
    FROM plan.move WHERE city = p_run.city AND run = p_run.run AND vintage = p_run.vintage AND kind = 'loan';
  IF v_lines IS NOT NULL THEN
    PERFORM ledger.lend(v_context || jsonb_build_object('key', format('adopt:%s:lend', p_run.run)), v_lines);
  END IF;

  -- The price is agreed by the two counties later; until then the transfer stands at zero and the statement says so.
  SELECT jsonb_agg(jsonb_build_object('factor', factor, 'vintage', vintage, 'from', from_region, 'to', to_region, 'quantity', quantity,
      'price', 0) ORDER BY factor, from_region, to_region) INTO v_lines
    FROM plan.move WHERE city = p_run.city AND run = p_run.run AND vintage = p_run.vintage AND kind = 'transfer';
  IF v_lines IS NOT NULL THEN
    PERFORM ledger.transfer(v_context || jsonb_build_object('key', format('adopt:%s:transfer', p_run.run)), v_lines);
  END IF;

  v_lines := plan.reserved_lines(p_run);
  IF v_lines IS NOT NULL THEN
    PERFORM ledger.reserve(v_context || jsonb_build_object('key', format('adopt:%s:reserve', p_run.run)), v_lines);
  END IF;
END
$$;
COMMENT ON FUNCTION plan.post_adoption IS '采纳时的台账批次（内部）';
