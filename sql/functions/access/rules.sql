-- A city's rules of signing in; the defaults where it has none of its own.
CREATE OR REPLACE FUNCTION access.rules(p_city text)
RETURNS access.rule
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_rule access.rule;
BEGIN
  SELECT * INTO v_rule FROM access.rule WHERE city = p_city;
  IF NOT FOUND THEN
    INSERT INTO access.rule (city) VALUES (p_city) ON CONFLICT DO NOTHING;
    SELECT * INTO v_rule FROM access.rule WHERE city = p_city;
  END IF;
  RETURN v_rule;
END
$$;
GRANT EXECUTE ON FUNCTION access.rules TO yaosu_app, yaosu_service, yaosu_officer;
COMMENT ON FUNCTION access.rules IS '登录规则';
