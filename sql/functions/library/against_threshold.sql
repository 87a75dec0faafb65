-- "投资 60000 万元，达到 50000 万元"; says so where the amount or the threshold is not known.
CREATE OR REPLACE FUNCTION library.against_threshold(p_what text, p_has bigint, p_least bigint, p_unit text)
RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p_least IS NULL THEN '现行政策没有规定' || p_what || '标准'
    WHEN coalesce(p_has, 0) = 0 THEN p_what || '未填报，标准为 ' || library.amount(p_least) || ' ' || p_unit
    ELSE p_what || ' ' || library.amount(p_has) || ' ' || p_unit || CASE WHEN p_has >= p_least THEN '，达到 ' ELSE '，不足 ' END
      || library.amount(p_least) || ' ' || p_unit END
$$;
GRANT EXECUTE ON FUNCTION library.against_threshold TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION library.against_threshold IS '与标准比较的说明';
