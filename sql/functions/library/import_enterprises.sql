-- Takes in enterprises' yearly figures, all or none, and evaluates the years that they are of. A row that says what is there already isn't kept again.
-- p_rows: [{year, name, credit_code?, region, industry, land_area?, revenue?, added_value?, tax?, research?, workers?, energy?, emissions?}], quantities as
-- decimals in their units. Returns {taken, unchanged, graded}.
CREATE OR REPLACE FUNCTION library.import_enterprises(context jsonb, p_rows jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_taken integer;
  v_graded integer := 0;
  v_year smallint;
BEGIN
  -- Two files of one year wait for each other, so that grades are of all rows.
  PERFORM pg_advisory_xact_lock(hashtext('enterprise_year ' || v_city));
  INSERT INTO library.enterprise_year (city, year, name, credit_code, region, industry, land_area, revenue, added_value, tax, research, workers, energy, emissions, recorded_by)
  SELECT v_city, n.year, n.name, n.credit_code, n.region, n.industry, n.land_area, n.revenue, n.added_value, n.tax, n.research, n.workers, n.energy, n.emissions,
    context->>'actor'
  FROM (SELECT x.year, x.name, x.credit_code, x.region, x.industry, (x.land_area * 10000)::bigint AS land_area, (x.revenue * 10000)::bigint AS revenue,
      (x.added_value * 10000)::bigint AS added_value, (x.tax * 10000)::bigint AS tax, (x.research * 10000)::bigint AS research, x.workers,
      (x.energy * 10000)::bigint AS energy, (x.emissions * 10000)::bigint AS emissions
    FROM jsonb_to_recordset(p_rows) AS x(year smallint, name text, credit_code text, region text, industry text, land_area numeric, revenue numeric,
      added_value numeric, tax numeric, research numeric, workers integer, energy numeric, emissions numeric)) n
  LEFT JOIN library.enterprise_latest l ON (l.city, l.year, l.name) = (v_city, n.year, n.name)
  WHERE l.name IS NULL
    OR (l.credit_code, l.region, l.industry, l.land_area, l.revenue, l.added_value, l.tax, l.research, l.workers, l.energy, l.emissions)
      IS DISTINCT FROM (n.credit_code, n.region, n.industry, n.land_area, n.revenue, n.added_value, n.tax, n.research, n.workers, n.energy, n.emissions);
  GET DIAGNOSTICS v_taken = ROW_COUNT;
  FOR v_year IN SELECT DISTINCT x.year FROM jsonb_to_recordset(p_rows) AS x(year smallint) ORDER BY 1 LOOP
    v_graded := v_graded + library.evaluate(v_city, v_year, core.today());
  END LOOP;
  RETURN jsonb_build_object('taken', v_taken, 'unchanged', jsonb_array_length(p_rows) - v_taken, 'graded', v_graded);
END
$$;
GRANT EXECUTE ON FUNCTION library.import_enterprises TO yaosu_app;
COMMENT ON FUNCTION library.import_enterprises IS '导入企业年度投入产出数据并评价';
