-- A quantity × the coordination share of its factor, exactly: the city's part rounded down, the county gets the rest, nothing is left over.
CREATE OR REPLACE FUNCTION policy.split(p_city text, p_factor text, p_region text, quantity bigint, on_date date,
  OUT city_part bigint, OUT county_part bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_share text := coalesce(policy.parameter_at(p_city, 'coordination_share', p_factor, NULL, p_region, on_date), '0');
  v_fraction numeric[] := policy.fraction(v_share);
BEGIN
  -- numeric is exact here; bigint × numerator may be larger than bigint.
  city_part := div(quantity::numeric * v_fraction[1], v_fraction[2]);
  county_part := quantity - city_part;
END
$$;
GRANT EXECUTE ON FUNCTION policy.split TO yaosu_app;
COMMENT ON FUNCTION policy.split IS '按统筹比例拆分入库数量（L17.2、L18.1），余数归县';
