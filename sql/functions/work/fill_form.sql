-- A form's content as it is frozen: what was given, what comes from the project's facts where nothing was given, and the derived indicators.
CREATE OR REPLACE FUNCTION work.fill_form(p_form jsonb, p_given jsonb, p_facts jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_result jsonb := p_given;
  f jsonb;
  v_over numeric;
BEGIN
  FOR f IN SELECT * FROM jsonb_array_elements(p_form->'fields') LOOP
    IF f ? 'from' AND coalesce(btrim(v_result->>(f->>'field')), '') = '' AND coalesce(p_facts->>(f->>'from'), '') <> '' THEN
      v_result := v_result || jsonb_build_object(f->>'field', p_facts->(f->>'from'));
    END IF;
  END LOOP;
  -- A derived indicator is one field over another (投资强度 = 固定资产投资 ÷ 面积); empty where the divisor is.
  FOR f IN SELECT * FROM jsonb_array_elements(p_form->'fields') WHERE value ? 'formula' LOOP
    v_over := nullif((nullif(v_result->>split_part(f->>'formula', ' / ', 2), ''))::numeric, 0);
    IF v_over IS NOT NULL AND coalesce(v_result->>split_part(f->>'formula', ' / ', 1), '') <> '' THEN
      v_result := v_result || jsonb_build_object(f->>'field', round((v_result->>split_part(f->>'formula', ' / ', 1))::numeric / v_over, 4)::text);
    END IF;
  END LOOP;
  RETURN v_result;
END
$$;
COMMENT ON FUNCTION work.fill_form IS '补全表单：取项目事实、算派生指标（内部）';
