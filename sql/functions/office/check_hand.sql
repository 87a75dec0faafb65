-- Who may propose and who may decide. The headquarters for the whole city, and alone for plans and stages; a department for its factors is the ledger's own business (posts decide here);
-- a county for its own pools, never for the city's.
CREATE OR REPLACE FUNCTION office.check_hand(context jsonb, p_kind text, p_region text, p_hand text)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_kind LIKE 'plan.%' OR p_kind LIKE 'library.%' THEN
    PERFORM access.require(context, CASE p_hand WHEN 'propose' THEN ARRAY['hq_clerk'] ELSE ARRAY['hq_leader', 'conference_chair'] END);
  ELSE
    PERFORM access.require(context, CASE p_hand WHEN 'propose' THEN ARRAY['hq_clerk', 'department_clerk', 'county_clerk']
      ELSE ARRAY['hq_leader', 'department_leader', 'county_leader'] END);
  END IF;
  IF current_setting('role') IN ('yaosu_service', 'yaosu_officer') AND NOT EXISTS (SELECT FROM office.post p
      JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
      WHERE (p.city, p.person) = (context->>'city', context->>'person') AND u.kind IN ('headquarters', 'conference', 'department', 'county', 'zone')
        AND (u.region = u.city OR u.region = p_region)) THEN
    RAISE EXCEPTION '% 的要素池不由本单位办理', (SELECT name FROM policy.region WHERE (city, code) = (context->>'city', p_region)) USING ERRCODE = 'YS405';
  END IF;
END
$$;
COMMENT ON FUNCTION office.check_hand IS '提出、批准的权限（内部）';
