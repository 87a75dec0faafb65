-- Freezes a pool (for audit) or a project (for investigation).
CREATE OR REPLACE FUNCTION ledger.line_freeze(p_city text, p_batch bigint, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  IF (line ? 'project') = (line ? 'region') OR (line ? 'region' AND NOT line ?& ARRAY['factor', 'vintage']) THEN
    PERFORM ledger.refuse('YS002', '冻结需要一个项目，或一个要素池（县市区、要素、年份）', line, NULL);
  END IF;
  PERFORM ledger.check_frozen(p_city, line->>'region', line->>'factor', (line->>'vintage')::int, line->>'project');
  INSERT INTO ledger.freeze VALUES (p_city, p_batch, line->>'region', line->>'factor', (line->>'vintage')::int, line->>'project');
  RETURN '{"frozen": true}';
END
$$;
COMMENT ON FUNCTION ledger.line_freeze IS '冻结（内部）';
