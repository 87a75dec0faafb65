-- The seal that a batch must have after `previous`.
CREATE OR REPLACE FUNCTION ledger.seal_of(batch ledger.batch, previous text)
RETURNS text
LANGUAGE plpgsql STABLE SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
BEGIN
  RETURN encode(sha256(convert_to(
    coalesce(previous, '') || (to_jsonb(batch) - 'seal')::text
    || coalesce((SELECT string_agg(concat_ws(',', e.seq, e.from_account, e.to_account, e.quantity, e.lot, e.from_balance, e.to_balance,
      e.from_version, e.to_version), ';' ORDER BY e.seq) FROM ledger.entry e WHERE (e.city, e.batch) = (batch.city, batch.batch)), ''),
    'UTF8')), 'hex');
END
$$;
COMMENT ON FUNCTION ledger.seal_of IS '计算封签（内部）';
