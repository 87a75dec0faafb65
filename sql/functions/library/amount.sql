-- A quantity (ten-thousandths) as people write it, without trailing zeros.
CREATE OR REPLACE FUNCTION library.amount(p_quantity bigint)
RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT trim_scale(p_quantity::numeric / 10000)::text
$$;
GRANT EXECUTE ON FUNCTION library.amount TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION library.amount IS '数量的十进制写法';
