-- The monthly bulletin of departments: what they were asked, how fast they answered.
CREATE VIEW report.bulletin_department WITH (security_invoker = true) AS
SELECT b.*, rank() OVER (PARTITION BY b.city, b.month ORDER BY b.on_time_percent DESC NULLS LAST, b.average_days)::integer AS place
FROM (SELECT t.city, date_trunc('month', coalesce(t.done_on, core.today()))::date AS month, t.unit, t.unit_name, count(*)::integer AS tasks,
    count(*) FILTER (WHERE t.state = 'done')::integer AS done, round(100.0 * count(*) FILTER (WHERE t.state = 'done' AND t.overdue_days = 0)
      / nullif(count(*) FILTER (WHERE t.state = 'done'), 0), 1) AS on_time_percent,
    round(avg(t.done_on - t.opened_on) FILTER (WHERE t.state = 'done'), 1) AS average_days,
    count(*) FILTER (WHERE t.state = 'open' AND t.overdue_days > 0)::integer AS overdue
  FROM report.task_list t JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit) AND u.kind = 'department'
  WHERE t.state IN ('done', 'open') GROUP BY t.city, 2, t.unit, t.unit_name) b
ORDER BY b.city, b.month, place;
COMMENT ON VIEW report.bulletin_department IS '月通报·部门：任务数、按时率、平均用时、逾期未办、排名';
COMMENT ON COLUMN report.bulletin_department.city IS '城市代码';
COMMENT ON COLUMN report.bulletin_department.month IS '月份';
COMMENT ON COLUMN report.bulletin_department.unit IS '部门代码';
COMMENT ON COLUMN report.bulletin_department.unit_name IS '部门';
COMMENT ON COLUMN report.bulletin_department.tasks IS '任务数';
COMMENT ON COLUMN report.bulletin_department.done IS '已办';
COMMENT ON COLUMN report.bulletin_department.on_time_percent IS '按时率（%）';
COMMENT ON COLUMN report.bulletin_department.average_days IS '平均用时（天）';
COMMENT ON COLUMN report.bulletin_department.overdue IS '逾期未办';
COMMENT ON COLUMN report.bulletin_department.place IS '排名';
