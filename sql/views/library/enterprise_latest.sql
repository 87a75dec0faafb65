-- The figures of each enterprise and year that hold.
CREATE VIEW library.enterprise_latest WITH (security_invoker = true) AS
SELECT DISTINCT ON (city, year, name) * FROM library.enterprise_year ORDER BY city, year, name, entry DESC;
GRANT SELECT ON library.enterprise_latest TO yaosu_app, yaosu_report;
COMMENT ON VIEW library.enterprise_latest IS '企业年度投入产出数据（最新）';
