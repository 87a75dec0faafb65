-- The database's own check of a stored plan, in whole numbers: what pools give is what awards take, moves balance, and every
-- candidate is served or explained. A plan that fails is not stored. Its rows are newer than any statistics: loops over them would take hours for a province.
CREATE OR REPLACE FUNCTION plan.check_run(p_city text, p_run integer)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
DECLARE
  v_detail text;
BEGIN
  SELECT format('%s %s %s: %s / %s', p.region, p.factor, p.vintage, p.given, coalesce(l.taken, 0)) INTO v_detail
    FROM plan.pool p
    LEFT JOIN (SELECT region, factor, vintage, sum(quantity) AS taken FROM plan.award_line
      WHERE city = p_city AND run = p_run GROUP BY 1, 2, 3) l USING (region, factor, vintage)
    WHERE p.city = p_city AND p.run = p_run AND p.given <> coalesce(l.taken, 0)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '方案核对不通过：要素池支出与配置明细不符' USING ERRCODE = 'YS101', DETAIL = v_detail;
  END IF;

  SELECT format('%s %s %s', p.region, p.factor, p.vintage) INTO v_detail
    FROM plan.pool p
    WHERE p.city = p_city AND p.run = p_run
      AND (p.moved_in, p.moved_out) IS DISTINCT FROM (
        (SELECT coalesce(sum(quantity), 0)::bigint FROM plan.move m
          WHERE (m.city, m.run, m.to_region, m.factor, m.vintage) = (p_city, p_run, p.region, p.factor, p.vintage)),
        (SELECT coalesce(sum(quantity), 0)::bigint FROM plan.move m
          WHERE (m.city, m.run, m.from_region, m.factor, m.vintage) = (p_city, p_run, p.region, p.factor, p.vintage)))
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '方案核对不通过：调剂拆借与要素池不符' USING ERRCODE = 'YS101', DETAIL = v_detail;
  END IF;

  -- A line's pool is the project's home or one above it: quota of another county never serves a project directly (L17, L18).
  SELECT format('%s ← %s', l.project, l.region) INTO v_detail
    FROM plan.award_line l
    JOIN plan.candidate c USING (city, run, project)
    JOIN policy.region h ON h.city = l.city AND h.code = c.home
    WHERE l.city = p_city AND l.run = p_run AND l.region NOT IN (c.home, p_city) AND l.region IS DISTINCT FROM h.parent
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '方案核对不通过：项目使用了其他县市区的要素池' USING ERRCODE = 'YS101', DETAIL = v_detail;
  END IF;
END
$$;
COMMENT ON FUNCTION plan.check_run IS '数据库自身对方案的整数核对（内部）';
