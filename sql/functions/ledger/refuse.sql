-- The one way in which the ledger says no: a code, a sentence, data for programs, what to do.
CREATE OR REPLACE FUNCTION ledger.refuse(code text, message text, detail jsonb, hint text)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message, DETAIL = jsonb_strip_nulls(detail)::text, HINT = coalesce(hint, '');
END
$$;
COMMENT ON FUNCTION ledger.refuse IS '拒绝（内部）';
