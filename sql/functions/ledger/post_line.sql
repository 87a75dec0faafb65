-- One line of an event, by its kind. Answers what it did.
CREATE OR REPLACE FUNCTION ledger.post_line(event text, p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE event
    WHEN 'deposit' THEN ledger.line_deposit(p_city, p_batch, p_date, line)
    WHEN 'advance' THEN ledger.line_advance(p_city, p_batch, p_date, line)
    WHEN 'settle' THEN ledger.line_settle(p_city, p_batch, p_date, line)
    WHEN 'transfer' THEN ledger.line_between(p_city, p_batch, p_date, line)
    WHEN 'lend' THEN ledger.line_lend(p_city, p_batch, p_date, line)
    WHEN 'give_back' THEN ledger.line_give_back(p_city, p_batch, p_date, line)
    WHEN 'reserve' THEN ledger.line_project(p_city, p_batch, p_date, line, 'pool', 'reserved')
    WHEN 'grant' THEN ledger.line_project(p_city, p_batch, p_date, line, 'reserved', 'granted')
    WHEN 'use' THEN ledger.line_project(p_city, p_batch, p_date, line, 'granted', 'used')
    WHEN 'release' THEN ledger.line_project(p_city, p_batch, p_date, line, 'reserved', 'pool')
    WHEN 'reclaim' THEN ledger.line_reclaim(p_city, p_batch, p_date, line)
    WHEN 'expire' THEN ledger.line_expire(p_city, p_batch, p_date, line)
    WHEN 'correct' THEN ledger.line_correct(p_city, p_batch, p_date, line)
    WHEN 'freeze' THEN ledger.line_freeze(p_city, p_batch, line)
    WHEN 'unfreeze' THEN ledger.line_unfreeze(p_city, p_batch, line)
    WHEN 'open' THEN ledger.line_open(p_city, p_batch, p_date, line)
  END;
END
$$;
COMMENT ON FUNCTION ledger.post_line IS '记一行台账事件（内部）';
