-- The day on which offices work: the setting yaosu.today when a rehearsal or a test sets it, else today where the city is.
CREATE OR REPLACE FUNCTION core.today()
RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(pg_catalog.current_setting('yaosu.today', true), '')::date, (pg_catalog.now() AT TIME ZONE 'Asia/Shanghai')::date);
GRANT EXECUTE ON FUNCTION core.today TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION core.today IS '办公日期：可由 yaosu.today 设定，缺省为北京时间今天';
