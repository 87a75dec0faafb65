-- Who, why and on which paper: unknown keys are refused, so that a misspelt one is not silently lost.
CREATE OR REPLACE FUNCTION ledger.check_context(context jsonb)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_faults text[];
BEGIN
  SELECT array_agg(fault) INTO v_faults FROM (
    SELECT 'missing ' || k AS fault FROM unnest(ARRAY['city', 'key', 'actor']) k WHERE coalesce(context->>k, '') = ''
    UNION ALL
    SELECT 'unknown ' || k FROM jsonb_object_keys(context) k WHERE k <> ALL (ARRAY['city', 'key', 'actor', 'document', 'reason', 'date',
      'decided_by', 'decided_on', 'article', 'source', 'cause', 'compensation'])
    UNION ALL
    SELECT k || ' is no day' FROM unnest(ARRAY['date', 'decided_on']) k WHERE context->>k IS NOT NULL AND NOT core.is_day(context->>k)
    UNION ALL
    SELECT 'unknown city' WHERE NOT EXISTS (SELECT FROM policy.city c WHERE c.city = context->>'city')
  ) f;
  IF v_faults IS NOT NULL THEN
    PERFORM ledger.refuse('YS002', '台账事件的说明有误', to_jsonb(v_faults), NULL);
  END IF;
END
$$;
COMMENT ON FUNCTION ledger.check_context IS '检查经办信息（内部）';
