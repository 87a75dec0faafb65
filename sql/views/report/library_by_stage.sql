-- The library by stage (L6.2, L11).
CREATE VIEW report.library_by_stage WITH (security_invoker = true) AS
SELECT p.city, p.region, r.name AS region_name, p.stage, count(*) AS projects, core.units(sum(p.investment)::bigint) AS investment,
  count(*) FILTER (WHERE p.is_generated) AS generated
FROM library.project p
JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
GROUP BY p.city, p.region, r.name, r.sort, p.stage
ORDER BY p.city, r.sort, p.stage;
COMMENT ON VIEW report.library_by_stage IS '项目库：县市区 × 阶段的项目数和投资';
COMMENT ON COLUMN report.library_by_stage.city IS '城市代码';
COMMENT ON COLUMN report.library_by_stage.region IS '县市区代码';
COMMENT ON COLUMN report.library_by_stage.region_name IS '县市区名称';
COMMENT ON COLUMN report.library_by_stage.stage IS '阶段：planning 策划，consultation 会商，reserved 储备，allocated 已配置，construction 建设，production 投产，out 出库';
COMMENT ON COLUMN report.library_by_stage.projects IS '项目数（个）';
COMMENT ON COLUMN report.library_by_stage.investment IS '总投资（万元）';
COMMENT ON COLUMN report.library_by_stage.generated IS '其中样例生成的项目数（个）';
