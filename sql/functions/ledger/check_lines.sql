-- All that is wrong with the lines of an event, before anything is posted: keys, amounts, names. At most 100 are told.
CREATE OR REPLACE FUNCTION ledger.check_lines(p_city text, event text, lines jsonb)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_shape record := ledger.line_shape(event);
  v_faults jsonb;
BEGIN
  IF jsonb_typeof(lines) IS DISTINCT FROM 'array' OR jsonb_array_length(lines) NOT BETWEEN 1 AND 100000 THEN
    PERFORM ledger.refuse('YS002', '台账事件应有 1 到 100000 行', jsonb_build_object('event', event), NULL);
  END IF;
  -- A batch is corrected by one batch, and a correcting batch corrects one.
  IF event = 'correct' AND jsonb_array_length(lines) <> 1 THEN
    PERFORM ledger.refuse('YS002', '更正一次一批', jsonb_build_object('event', event), '每批单独更正。');
  END IF;
  SELECT jsonb_agg(jsonb_build_object('line', n, 'fault', fault)) INTO v_faults FROM (
    SELECT n, fault FROM jsonb_array_elements(lines) WITH ORDINALITY AS l(line, n), LATERAL (
      SELECT 'missing ' || k AS fault FROM unnest(v_shape.required) k WHERE line->k IS NULL OR line->k = 'null'
      UNION ALL
      SELECT 'unknown ' || k FROM jsonb_object_keys(line) k WHERE NOT k = ANY (v_shape.required || v_shape.optional) AND line->k <> 'null'
      UNION ALL
      SELECT 'quantity must be a positive whole number of ten-thousandths' WHERE line ? 'quantity'
        AND NOT (line->>'quantity' ~ '^[1-9]\d{0,14}$' OR (event = 'reclaim' AND line->>'quantity' = 'all')
          OR (event IN ('settle', 'open') AND line->>'quantity' = '0'))
      UNION ALL
      SELECT 'price must be a whole number of ten-thousandths, at least 0' WHERE line ? 'price' AND NOT line->>'price' ~ '^\d{1,16}$'
      UNION ALL
      SELECT 'vintage must be a year from 1949 to 2999' WHERE line ? 'vintage' AND line->'vintage' <> 'null'
        AND NOT line->>'vintage' ~ '^(1949|19[5-9]\d|2\d{3})$'
      UNION ALL
      SELECT 'unknown factor ' || (line->>'factor') WHERE line->>'factor' IS NOT NULL
        AND NOT EXISTS (SELECT FROM policy.factor f WHERE f.city = p_city AND f.code = line->>'factor')
      UNION ALL
      SELECT 'unknown region ' || (line->>k) FROM unnest(ARRAY['region', 'from', 'to']) k WHERE line->>k IS NOT NULL
        AND NOT EXISTS (SELECT FROM policy.region r WHERE r.city = p_city AND r.code = line->>k)
      UNION ALL
      SELECT k || ' must be a number' FROM unnest(ARRAY['batch', 'loan']) k WHERE line->>k IS NOT NULL AND NOT line->>k ~ '^\d{1,18}$'
      UNION ALL
      SELECT k || ' is no day' FROM unnest(ARRAY['valid_from', 'valid_to']) k WHERE line->>k IS NOT NULL AND NOT core.is_day(line->>k)
      UNION ALL
      -- Days in this form sort as texts.
      SELECT 'valid_to is before valid_from' WHERE line->>'valid_to' < line->>'valid_from'
      UNION ALL
      SELECT 'source must have 1 to 500 characters' WHERE length(line->>'source') NOT BETWEEN 1 AND 500
      UNION ALL
      SELECT 'up_to must be true or false' WHERE line ? 'up_to' AND line->>'up_to' NOT IN ('true', 'false')
      UNION ALL
      SELECT 'from and to are the same' WHERE line->>'from' = line->>'to'
    ) f LIMIT 100) t;
  IF v_faults IS NOT NULL THEN
    PERFORM ledger.refuse('YS002', format('台账事件 %s 的行有误（%s 处）', event, jsonb_array_length(v_faults)), v_faults,
      '数量为万分之一单位的整数；要素和县市区用代码。');
  END IF;
END
$$;
COMMENT ON FUNCTION ledger.check_lines IS '检查台账事件的行（内部）';
