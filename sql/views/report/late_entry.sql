-- Acts that were entered on another day than the one they are dated: late entries, and what a changed clock of a session would leave behind.
CREATE VIEW report.late_entry WITH (security_invoker = true) AS
SELECT e.city, e.event, e.number, m.title, m.region, e.verb, coalesce(o.name, '系统') AS person_name, e.day, d.recorded_on, d.recorded_on - e.day AS days, e.reason
FROM work.event e
JOIN work.matter m ON (m.city, m.number) = (e.city, e.number)
LEFT JOIN office.person o ON (o.city, o.code) = (e.city, e.person)
CROSS JOIN LATERAL (SELECT (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS recorded_on) d
WHERE e.verb IN ('start', 'act', 'back', 'withdraw', 'extend_yes', 'resume') AND d.recorded_on <> e.day
ORDER BY e.city, e.event DESC;
COMMENT ON VIEW report.late_entry IS '补录清单：办理日期与录入日期不同的办理';
COMMENT ON COLUMN report.late_entry.city IS '城市代码';
COMMENT ON COLUMN report.late_entry.event IS '历史序号';
COMMENT ON COLUMN report.late_entry.number IS '事项编号';
COMMENT ON COLUMN report.late_entry.title IS '事项';
COMMENT ON COLUMN report.late_entry.region IS '县市区代码';
COMMENT ON COLUMN report.late_entry.verb IS '动作';
COMMENT ON COLUMN report.late_entry.person_name IS '经办';
COMMENT ON COLUMN report.late_entry.day IS '办理日期';
COMMENT ON COLUMN report.late_entry.recorded_on IS '录入日期';
COMMENT ON COLUMN report.late_entry.days IS '相差天数：正数为事后补录，负数为提前填写';
COMMENT ON COLUMN report.late_entry.reason IS '事由';
