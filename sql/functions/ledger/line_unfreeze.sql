-- Ends a freeze.
CREATE OR REPLACE FUNCTION ledger.line_unfreeze(p_city text, p_batch bigint, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ledger.freeze SET ended_by = p_batch WHERE city = p_city AND ended_by IS NULL
    AND ((region, factor, vintage) = (line->>'region', line->>'factor', (line->>'vintage')::int) OR project = line->>'project');
  IF NOT FOUND THEN
    PERFORM ledger.refuse('YS020', '没有冻结，无需解冻', line, NULL);
  END IF;
  RETURN '{"frozen": false}';
END
$$;
COMMENT ON FUNCTION ledger.line_unfreeze IS '解冻（内部）';
