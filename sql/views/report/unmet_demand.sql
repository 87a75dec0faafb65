-- L20.2: each project left out has its reason, its gap and a date.
CREATE VIEW report.unmet_demand WITH (security_invoker = true) AS
SELECT u.city, u.run, r.scenario, r.adopted_at IS NOT NULL AS is_adopted, u.project, p.name AS project_name, c.region AS project_region,
  pr.name AS project_region_name, c.tier + 1 AS place, u.cause, u.rank, u.due, u.due_basis, s.factor, f.name AS factor_name, f.unit,
  s.region AS pool_region, sr.name AS pool_region_name, s.vintage::integer AS vintage, core.units(s.needed) AS needed,
  core.units(s.available) AS available, core.units(s.missing) AS missing, w.kind AS first_way, c.score, u.points_needed
FROM plan.unmet u
JOIN plan.run r ON (r.city, r.run) = (u.city, u.run)
JOIN plan.candidate c ON (c.city, c.run, c.project) = (u.city, u.run, u.project)
JOIN library.project p ON (p.city, p.code) = (u.city, u.project)
JOIN policy.region pr ON (pr.city, pr.code) = (c.city, c.region)
LEFT JOIN plan.shortage s ON (s.city, s.run, s.project) = (u.city, u.run, u.project)
LEFT JOIN policy.factor f ON (f.city, f.code) = (s.city, s.factor)
LEFT JOIN policy.region sr ON (sr.city, sr.code) = (s.city, s.region)
LEFT JOIN plan.way w ON (w.city, w.run, w.project) = (u.city, u.run, u.project) AND w.place = 1
ORDER BY u.city, u.run, c.tier, u.rank, u.project, f.sort;
COMMENT ON VIEW report.unmet_demand IS '未保障项目：原因、缺口、出路与期限（每个缺口一行）';
COMMENT ON COLUMN report.unmet_demand.city IS '城市代码';
COMMENT ON COLUMN report.unmet_demand.run IS '方案编号';
COMMENT ON COLUMN report.unmet_demand.scenario IS '情景名';
COMMENT ON COLUMN report.unmet_demand.is_adopted IS '方案是否已采纳';
COMMENT ON COLUMN report.unmet_demand.project IS '项目代码';
COMMENT ON COLUMN report.unmet_demand.project_name IS '项目名称';
COMMENT ON COLUMN report.unmet_demand.project_region IS '项目所在县市区代码';
COMMENT ON COLUMN report.unmet_demand.project_region_name IS '项目所在县市区';
COMMENT ON COLUMN report.unmet_demand.place IS '保障顺序，1 最先';
COMMENT ON COLUMN report.unmet_demand.cause IS '原因：fault 数据有误，neverFits 超过全部可用指标，waitsForQuota 等待指标，heldByGroup 受项目组约束，waitsForDecision 等待决定';
COMMENT ON COLUMN report.unmet_demand.rank IS '在等待同一紧缺要素池的项目中的位次';
COMMENT ON COLUMN report.unmet_demand.due IS '解决时限';
COMMENT ON COLUMN report.unmet_demand.due_basis IS '时限依据：nextVintage 以后年度指标，decisionDue 答复期限';
COMMENT ON COLUMN report.unmet_demand.factor IS '短缺要素代码';
COMMENT ON COLUMN report.unmet_demand.factor_name IS '短缺要素';
COMMENT ON COLUMN report.unmet_demand.unit IS '计量单位';
COMMENT ON COLUMN report.unmet_demand.pool_region IS '短缺要素池所属县市区代码';
COMMENT ON COLUMN report.unmet_demand.pool_region_name IS '短缺要素池所属县市区';
COMMENT ON COLUMN report.unmet_demand.vintage IS '指标年份';
COMMENT ON COLUMN report.unmet_demand.needed IS '需要（要素单位）';
COMMENT ON COLUMN report.unmet_demand.available IS '尚余可用（要素单位）';
COMMENT ON COLUMN report.unmet_demand.missing IS '缺口（要素单位）';
COMMENT ON COLUMN report.unmet_demand.first_way IS '首选出路';
COMMENT ON COLUMN report.unmet_demand.score IS '项目得分（分）';
COMMENT ON COLUMN report.unmet_demand.points_needed IS '按本级影子价格其需求值多少分（分）：得分达到才轮得到；空为前面各级已用尽，本级内得分再高也不能进入';
