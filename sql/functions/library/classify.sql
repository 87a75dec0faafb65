-- Judges one project (or those of `p_projects`, or all that are not out) by the seven classes of L2, with the thresholds of the policy in
-- force on the day. Returns the number of projects judged. View library.classification shows the result with its reasons.
CREATE OR REPLACE FUNCTION library.classify(p_city text, p_project text, p_on_date date, p_projects text[] DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_attracted bigint := library.threshold(p_city, 'class.attracted_min_investment', p_on_date);
  v_planned bigint := library.threshold(p_city, 'class.planned_min_investment', p_on_date);
  v_foreign_total bigint := library.threshold(p_city, 'class.foreign_min_total_usd', p_on_date);
  v_foreign_cash bigint := library.threshold(p_city, 'class.foreign_min_cash_usd', p_on_date);
  v_version text := (SELECT code FROM policy.version WHERE city = p_city AND during @> p_on_date);
  v_count integer;
BEGIN
  INSERT INTO library.judgement AS j (city, project, judged_on, policy_version, classes, thresholds)
  SELECT p.city, p.code, p_on_date, v_version,
    array_remove(ARRAY[
      CASE WHEN p.source_kind = 'policy_fund' OR f.is_member THEN 1 END,
      CASE WHEN p.level IN ('national', 'provincial', 'municipal') THEN 2 END,
      CASE WHEN p.source_kind = 'attracted' AND (p.investment >= v_attracted OR p.is_cross_county) THEN 3 END,
      CASE WHEN p.source_kind = 'foreign' AND p.usd_total >= v_foreign_total AND p.usd_cash >= v_foreign_cash THEN 4 END,
      CASE WHEN p.source_kind = 'planned' AND p.investment >= v_planned THEN 5 END,
      CASE WHEN p.is_strategic THEN 6 END,
      CASE WHEN p.named_reason <> '' THEN 7 END]::smallint[], NULL),
    ARRAY[v_attracted, v_planned, v_foreign_total, v_foreign_cash]
  FROM library.project p
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM library.membership m
    WHERE (m.city, m.project, m.library) = (p.city, p.code, 'policy_fund')) AS is_member) f
  WHERE p.city = p_city AND CASE WHEN p_projects IS NOT NULL THEN p.code = ANY (p_projects) WHEN p_project IS NOT NULL THEN p.code = p_project
    ELSE p.stage <> 'out' END
  ON CONFLICT (city, project) DO UPDATE
    SET judged_on = excluded.judged_on, policy_version = excluded.policy_version, classes = excluded.classes, thresholds = excluded.thresholds;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;
GRANT EXECUTE ON FUNCTION library.classify TO yaosu_app;
COMMENT ON FUNCTION library.classify IS '按第二条认定七类重点项目（适用当日有效的政策）';
