-- '3/10', '0.3', '30%' or '2' as numerator and denominator.
CREATE OR REPLACE FUNCTION policy.fraction(text_value text)
RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF text_value IS NULL THEN
    RETURN NULL;
  ELSIF text_value ~ '^\d{1,9}/[1-9]\d{0,8}$' THEN
    RETURN ARRAY[split_part(text_value, '/', 1)::numeric, split_part(text_value, '/', 2)::numeric];
  ELSIF text_value ~ '^\d{1,9}(\.\d{1,9})?%$' THEN
    RETURN ARRAY[rtrim(text_value, '%')::numeric * 1000000000, 100000000000];
  ELSIF text_value ~ '^\d{1,9}(\.\d{1,9})?$' THEN
    RETURN ARRAY[text_value::numeric * 1000000000, 1000000000];
  END IF;
  RAISE EXCEPTION '不是比例: %', text_value USING ERRCODE = 'YS010', HINT = '写成 3/10、0.3 或 30%。';
END
$$;
GRANT EXECUTE ON FUNCTION policy.fraction TO yaosu_app;
COMMENT ON FUNCTION policy.fraction IS '比例文本 → 分子、分母';
