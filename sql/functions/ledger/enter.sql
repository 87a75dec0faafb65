-- One entry: so much of one lot from one account to another. The CHECK on the account refuses what would fall below its floor.
CREATE OR REPLACE FUNCTION ledger.enter(p_city text, p_batch bigint, p_from bigint, p_to bigint, p_quantity bigint, p_lot bigint)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  -- One statement, because this runs for every line of every event. The accounts differ, so no row is touched twice. A lot may be in thousands of
  -- accounts before statistics know it, an account holds few lots: "+ 0" keeps the look-up on the account's side.
  WITH giver AS (
    UPDATE ledger.account SET balance = balance - p_quantity, version = version + 1
      WHERE city = p_city AND account = p_from RETURNING kind, balance, version
  ), taker AS (
    UPDATE ledger.account SET balance = balance + p_quantity, version = version + 1
      WHERE city = p_city AND account = p_to RETURNING kind, balance, version
  ), given AS (
    UPDATE ledger.position p SET quantity = p.quantity - p_quantity FROM giver g
      WHERE p.city = p_city AND p.account = p_from AND p.lot + 0 = p_lot AND g.kind NOT IN ('outside', 'yearly_plan')
  ), taken AS (
    INSERT INTO ledger.position SELECT p_city, p_to, p_lot, p_quantity FROM taker t WHERE t.kind NOT IN ('outside', 'yearly_plan')
      ON CONFLICT (city, account, lot) DO UPDATE SET quantity = position.quantity + excluded.quantity
  )
  INSERT INTO ledger.entry
    SELECT p_city, p_batch, coalesce((SELECT max(e.seq) FROM ledger.entry e WHERE e.city = p_city AND e.batch = p_batch), 0) + 1, p_from, p_to,
      p_quantity, p_lot, g.balance, t.balance, g.version, t.version
    FROM giver g, taker t;
END
$$;
COMMENT ON FUNCTION ledger.enter IS '记一条分录（内部）';
