-- Whether a text is a day as ISO 8601 writes it.
CREATE OR REPLACE FUNCTION core.is_day(text_value text)
RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN text_value ~ '^\d{4}-\d\d-\d\d$' AND text_value::date IS NOT NULL;
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
  RETURN false;
END
$$;
GRANT EXECUTE ON FUNCTION core.is_day TO yaosu_app, yaosu_report, yaosu_officer;
COMMENT ON FUNCTION core.is_day IS '是否 ISO 日期';
