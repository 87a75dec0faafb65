-- Fields of a project that name or reach a person.
CREATE OR REPLACE FUNCTION access.is_personal(p_field text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN p_field IN ('contact', 'phone', 'legal_person');
GRANT EXECUTE ON FUNCTION access.is_personal TO yaosu_app, yaosu_report, yaosu_officer;
COMMENT ON FUNCTION access.is_personal IS '是否个人信息字段';
