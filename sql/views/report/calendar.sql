-- Days of 2024 to 2030 as offices count them: working days with moved ones and half days, dispatch weeks, quarters, share of the year gone (序时进度).
CREATE VIEW report.calendar WITH (security_invoker = true) AS
SELECT c.city, d.day, extract(isodow FROM d.day)::integer AS weekday,
  coalesce(s.is_working, extract(isodow FROM d.day) < 6) AS is_working, coalesce(s.is_half, false) AS is_half, s.name AS special_name,
  extract(isoyear FROM d.day)::integer AS week_year, extract(week FROM d.day)::integer AS week,
  extract(quarter FROM d.day)::integer AS quarter, extract(month FROM d.day)::integer AS month,
  round(100.0 * extract(doy FROM d.day) / extract(doy FROM (date_trunc('year', d.day) + INTERVAL '1 year - 1 day')), 2) AS year_percent
FROM policy.city c
CROSS JOIN (SELECT day::date FROM generate_series(DATE '2024-01-01', DATE '2030-12-31', INTERVAL '1 day') AS g(day)) d
LEFT JOIN policy.special_day s ON (s.city, s.day) = (c.city, d.day);
COMMENT ON VIEW report.calendar IS '日历：工作日（含调休）、调度周、季度、序时进度';
COMMENT ON COLUMN report.calendar.city IS '城市代码';
COMMENT ON COLUMN report.calendar.day IS '日期';
COMMENT ON COLUMN report.calendar.weekday IS '星期，1 为星期一';
COMMENT ON COLUMN report.calendar.is_working IS '是否工作日（含调休）';
COMMENT ON COLUMN report.calendar.is_half IS '只上半天班';
COMMENT ON COLUMN report.calendar.special_name IS '节假日或调休名称';
COMMENT ON COLUMN report.calendar.week_year IS '调度周所在年';
COMMENT ON COLUMN report.calendar.week IS '调度周（周一起）';
COMMENT ON COLUMN report.calendar.quarter IS '季度';
COMMENT ON COLUMN report.calendar.month IS '月';
COMMENT ON COLUMN report.calendar.year_percent IS '序时进度（%），到当日止';
