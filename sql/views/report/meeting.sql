-- Meetings and what was decided (J6.4, A6).
CREATE VIEW report.meeting WITH (security_invoker = true) AS
SELECT g.city, g.meeting, g.kind, g.title, g.held_on, c.name AS chair, g.state, a.place::integer AS place, a.title AS item, a.number, a.decision, u.name AS unit_name,
  a.due, a.follow_up, f.status AS follow_up_status, f.closed_on AS carried_out_on
FROM work.meeting g
JOIN office.person c ON (c.city, c.code) = (g.city, g.chair)
LEFT JOIN work.agenda a ON (a.city, a.meeting) = (g.city, g.meeting)
LEFT JOIN office.unit u ON (u.city, u.code) = (a.city, a.unit)
LEFT JOIN work.matter f ON (f.city, f.number) = (a.city, a.follow_up)
ORDER BY g.city, g.meeting, a.place;
COMMENT ON VIEW report.meeting IS '会议：议题、议定事项、承办单位、落实情况';
COMMENT ON COLUMN report.meeting.city IS '城市代码';
COMMENT ON COLUMN report.meeting.meeting IS '会议编号';
COMMENT ON COLUMN report.meeting.kind IS '类型：regular 定期汇报，special 专题汇报，coordination 专项协调，routine 周调度，composite 专题调度，hard 执行组调度，major 高位调度';
COMMENT ON COLUMN report.meeting.title IS '会议名称';
COMMENT ON COLUMN report.meeting.held_on IS '日期';
COMMENT ON COLUMN report.meeting.chair IS '主持';
COMMENT ON COLUMN report.meeting.state IS '状态';
COMMENT ON COLUMN report.meeting.place IS '序号';
COMMENT ON COLUMN report.meeting.item IS '议题';
COMMENT ON COLUMN report.meeting.number IS '相关事项';
COMMENT ON COLUMN report.meeting.decision IS '议定事项';
COMMENT ON COLUMN report.meeting.unit_name IS '承办单位';
COMMENT ON COLUMN report.meeting.due IS '期限';
COMMENT ON COLUMN report.meeting.follow_up IS '落实事项编号';
COMMENT ON COLUMN report.meeting.follow_up_status IS '落实状态';
COMMENT ON COLUMN report.meeting.carried_out_on IS '落实日';
