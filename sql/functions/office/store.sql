-- Takes in units and people as a file lists them: {units: [...], people: [...]}, by code; what the file doesn't name stays. All or nothing.
CREATE OR REPLACE FUNCTION office.store(context jsonb, p_content jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_unknown text;
  v_units integer;
  v_people integer;
BEGIN
  SELECT string_agg(DISTINCT format('%s（%s）', p.unit, p.code), '、') INTO v_unknown FROM jsonb_to_recordset(p_content->'people') p(code text, unit text)
    WHERE NOT EXISTS (SELECT FROM office.unit u WHERE (u.city, u.code) = (v_city, p.unit))
      AND NOT EXISTS (SELECT FROM jsonb_to_recordset(p_content->'units') u(code text) WHERE u.code = p.unit);
  IF v_unknown IS NOT NULL THEN
    RAISE EXCEPTION '人员所在的单位还没有登记' USING ERRCODE = 'YS302', DETAIL = v_unknown, HINT = '在同一行写单位名称、单位类型和县市区，或改用 yaosu officer units 中的代码。';
  END IF;
  INSERT INTO office.unit AS o (city, code, kind, name, name_en, region, factors, credit_code, sort)
    SELECT v_city, u.code, u.kind, u.name, coalesce(u.name_en, ''), u.region, coalesce(u.factors, '{}'), u.credit_code, coalesce(u.sort, 100)
    FROM jsonb_to_recordset(p_content->'units') u(code text, kind text, name text, name_en text, region text, factors text[], credit_code text, sort integer)
    ON CONFLICT (city, code) DO UPDATE SET kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, region = excluded.region,
      factors = CASE WHEN excluded.factors = '{}' THEN o.factors ELSE excluded.factors END, credit_code = coalesce(excluded.credit_code, o.credit_code),
      sort = excluded.sort;
  GET DIAGNOSTICS v_units = ROW_COUNT;
  INSERT INTO office.person AS o (city, code, name, unit, phone, is_active)
    SELECT v_city, p.code, p.name, p.unit, p.phone, coalesce(p.is_active, true)
    FROM jsonb_to_recordset(p_content->'people') p(code text, name text, unit text, phone text, is_active boolean)
    ON CONFLICT (city, code) DO UPDATE SET name = excluded.name, unit = excluded.unit, phone = coalesce(excluded.phone, o.phone), is_active = excluded.is_active;
  GET DIAGNOSTICS v_people = ROW_COUNT;
  DELETE FROM office.post t USING jsonb_to_recordset(p_content->'people') p(code text) WHERE (t.city, t.person) = (v_city, p.code);
  INSERT INTO office.post (city, person, unit, role)
    SELECT v_city, p.code, p.unit, r.role FROM jsonb_to_recordset(p_content->'people') p(code text, unit text, roles text[]), unnest(p.roles) r(role)
    ON CONFLICT DO NOTHING;
  RETURN jsonb_build_object('units', v_units, 'people', v_people);
END
$$;
GRANT EXECUTE ON FUNCTION office.store TO yaosu_app;
COMMENT ON FUNCTION office.store IS '登记单位与人员';
