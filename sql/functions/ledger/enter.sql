-- One entry: so much of one lot from one account to another. The CHECK on the account refuses what would fall below its floor.
CREATE OR REPLACE FUNCTION ledger.enter(p_city text, p_batch bigint, p_from bigint, p_to bigint, p_quantity bigint, p_lot bigint)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_from ledger.account;
  v_to ledger.account;
BEGIN
  UPDATE ledger.account SET balance = balance - p_quantity, version = version + 1
    WHERE city = p_city AND account = p_from RETURNING * INTO v_from;
  UPDATE ledger.account SET balance = balance + p_quantity, version = version + 1
    WHERE city = p_city AND account = p_to RETURNING * INTO v_to;
  IF v_from.kind NOT IN ('outside', 'yearly_plan') THEN
    UPDATE ledger.position SET quantity = quantity - p_quantity WHERE city = p_city AND account = p_from AND lot = p_lot;
  END IF;
  IF v_to.kind NOT IN ('outside', 'yearly_plan') THEN
    INSERT INTO ledger.position VALUES (p_city, p_to, p_lot, p_quantity)
      ON CONFLICT (city, account, lot) DO UPDATE SET quantity = ledger.position.quantity + p_quantity;
  END IF;
  INSERT INTO ledger.entry
    SELECT p_city, p_batch, coalesce(max(seq), 0) + 1, p_from, p_to, p_quantity, p_lot, v_from.balance, v_to.balance, v_from.version,
      v_to.version
    FROM ledger.entry WHERE city = p_city AND batch = p_batch;
END
$$;
COMMENT ON FUNCTION ledger.enter IS '记一条分录（内部）';
