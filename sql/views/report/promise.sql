-- The promise ledger (承诺账): promised, kept, waived, open, late (L28).
CREATE VIEW report.promise WITH (security_invoker = true) AS
SELECT b.city, b.project, p.name AS project_name, p.region, b.item, CASE b.item WHEN 'jobs' THEN '人' WHEN 'energy' THEN '吨标准煤' WHEN 'start_work' THEN '项' WHEN 'completion' THEN '项' ELSE '万元' END AS unit,
  core.units(b.promised) AS promised, core.units(b.kept) AS kept, core.units(b.waived) AS waived, core.units(b.open) AS open_amount,
  round(100.0 * b.kept / nullif(b.promised, 0), 1) AS kept_percent, b.due, b.open > 0 AND b.due < core.today() AS is_late
FROM work.promise_balance b
JOIN library.project p ON (p.city, p.code) = (b.city, b.project)
ORDER BY b.city, b.project, b.item;
COMMENT ON VIEW report.promise IS '承诺账：承诺、兑现、免除、未兑现、逾期';
COMMENT ON COLUMN report.promise.city IS '城市代码';
COMMENT ON COLUMN report.promise.project IS '项目代码';
COMMENT ON COLUMN report.promise.project_name IS '项目名称';
COMMENT ON COLUMN report.promise.region IS '县市区代码';
COMMENT ON COLUMN report.promise.item IS '承诺事项：investment 投资，output 产值，tax 税收，jobs 就业，energy 能耗，start_work 开工，completion 竣工';
COMMENT ON COLUMN report.promise.unit IS '计量单位';
COMMENT ON COLUMN report.promise.promised IS '承诺';
COMMENT ON COLUMN report.promise.kept IS '已兑现';
COMMENT ON COLUMN report.promise.waived IS '免除';
COMMENT ON COLUMN report.promise.open_amount IS '未兑现';
COMMENT ON COLUMN report.promise.kept_percent IS '兑现率（%）';
COMMENT ON COLUMN report.promise.due IS '期限';
COMMENT ON COLUMN report.promise.is_late IS '逾期未兑现';
