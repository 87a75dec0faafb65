-- Estimates demand that nobody has reported, from norms of the policy in force, and marks each as estimated with what it rests on: land from
-- investment and intensity, cultivated-land balance from land. Only for projects that know their investment and have no demand at all; a
-- reported or verified value is never touched. Returns a row for each demand that was made.
-- context: {city, actor, date, projects?: [codes]}
CREATE OR REPLACE FUNCTION library.estimate(context jsonb)
RETURNS TABLE (project text, factor text, quantity bigint, basis text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_city text := context->>'city';
  v_date date := (context->>'date')::date;
  v_intensity numeric := policy.parameter_at(v_city, 'norm.land_intensity', NULL, NULL, NULL, v_date)::numeric;
  v_share numeric := policy.parameter_at(v_city, 'norm.balance_share', NULL, NULL, NULL, v_date)::numeric;
  v_capacity numeric := policy.parameter_at(v_city, 'norm.balance_capacity', NULL, NULL, NULL, v_date)::numeric;
BEGIN
  IF v_intensity IS NULL OR v_share IS NULL OR v_capacity IS NULL THEN
    RAISE EXCEPTION '政策参数中没有估算定额（norm.*）' USING ERRCODE = 'YS210', HINT = '见 sql/reference/30_norms.sql。';
  END IF;
  PERFORM set_config('yaosu.actor', context->>'actor', true), set_config('yaosu.import', '', true),
    set_config('yaosu.reason', '按定额估算需求', true);
  RETURN QUERY
  WITH missing AS (
    SELECT p.code, coalesce(p.land_area::bigint, ceil(p.investment / v_intensity)::bigint) AS land, p.land_area IS NOT NULL AS is_known
    FROM library.project p
    WHERE p.city = v_city AND p.stage <> 'out' AND (p.investment > 0 OR p.land_area > 0)
      AND NOT EXISTS (SELECT FROM library.demand d WHERE (d.city, d.project) = (p.city, p.code))
      AND (context->'projects' IS NULL OR context->'projects' ? p.code::text)
  ), made AS (
    INSERT INTO library.demand (city, project, factor, quantity, standing, basis)
      SELECT v_city, m.code, e.factor, e.quantity, 'estimated', e.basis FROM missing m, LATERAL (VALUES
        ('land', m.land, CASE WHEN m.is_known THEN '占地面积' ELSE format('总投资 ÷ %s 万元/亩', v_intensity) END),
        ('balance_quantity', ceil(m.land * v_share)::bigint, format('用地 × %s（占用耕地比例）', v_share)),
        ('balance_capacity', ceil(m.land * v_share * v_capacity)::bigint, format('占用耕地 × %s 公斤/亩', v_capacity))
      ) AS e(factor, quantity, basis)
      RETURNING project, factor, quantity, basis
  )
  SELECT made.project::text, made.factor::text, made.quantity::bigint, made.basis FROM made ORDER BY 1, 2;
END
$$;
GRANT EXECUTE ON FUNCTION library.estimate TO yaosu_app;
COMMENT ON FUNCTION library.estimate IS '按定额估算缺失的需求，并注明为估算';
