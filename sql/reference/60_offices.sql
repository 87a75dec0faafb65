-- Roles, and the offices of Liaocheng that the regulation names or that follow from its factors. People are imported (yaosu officer import).
INSERT INTO office.role (city, code, name, name_en) VALUES
  ('371500', 'hq_clerk', '市指挥部经办', 'headquarters clerk'), ('371500', 'hq_leader', '市指挥部领导', 'headquarters leader'),
  ('371500', 'conference_clerk', '联席会议办公室', 'conference office'), ('371500', 'conference_chair', '联席会议执行主席', 'conference executive chair'),
  ('371500', 'department_clerk', '部门经办', 'department officer'), ('371500', 'department_leader', '部门负责人', 'department leader'),
  ('371500', 'county_clerk', '县级指挥部经办', 'county clerk'), ('371500', 'county_leader', '县级指挥部领导', 'county leader'),
  ('371500', 'service_officer', '服务专员', 'service officer'), ('371500', 'steward', '项目管家', 'project steward'),
  ('371500', 'township_clerk', '乡镇街道、园区经办', 'township or park officer'), ('371500', 'owner', '项目单位', 'project owner'),
  ('371500', 'supervisor', '督查', 'supervisor'), ('371500', 'auditor', '审计', 'auditor')
ON CONFLICT (city, code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en;

INSERT INTO office.unit (city, code, kind, name, name_en, region, factors, sort) VALUES
  ('371500', 'hq', 'headquarters', '市重点项目挂图作战和要素保障指挥部', 'City headquarters', '371500', '{}', 1),
  ('371500', 'conference', 'conference', '市联席会议办公室', 'Joint conference office', '371500', '{}', 2),
  ('371500', 'land', 'department', '市自然资源和规划局', 'Natural resources and planning', '371500', '{land,balance}', 10),
  ('371500', 'environment', 'department', '市生态环境局', 'Ecology and environment', '371500', '{pollutant}', 11),
  ('371500', 'development', 'department', '市发展改革委', 'Development and reform', '371500', '{energy,coal,carbon}', 12),
  ('371500', 'finance', 'department', '市财政局', 'Finance', '371500', '{fund}', 13),
  ('371500', 'approval', 'department', '市行政审批服务局', 'Administrative approval', '371500', '{}', 14),
  ('371500', 'promotion', 'department', '市投资促进局', 'Investment promotion', '371500', '{}', 15),
  ('371500', 'industry', 'department', '市工业和信息化局', 'Industry and information', '371500', '{}', 16),
  ('371500', 'construction', 'department', '市住房城乡建设局', 'Housing and construction', '371500', '{}', 17),
  ('371500', 'water', 'department', '市水利局', 'Water resources', '371500', '{}', 18),
  ('371500', 'emergency', 'department', '市应急局', 'Emergency management', '371500', '{}', 19),
  ('371500', 'market', 'department', '市市场监管局', 'Market supervision', '371500', '{}', 20),
  ('371500', 'supervision', 'department', '市委市政府督查室', 'Supervision office', '371500', '{}', 21),
  ('371500', 'discipline', 'department', '市纪委监委', 'Discipline inspection', '371500', '{}', 22)
ON CONFLICT (city, code) DO UPDATE SET kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, region = excluded.region,
  factors = excluded.factors, sort = excluded.sort;

-- Each county and zone has a headquarters of its own (article 3).
INSERT INTO office.unit (city, code, kind, name, name_en, region, sort)
SELECT r.city, 'hq-' || r.code, CASE r.kind WHEN 'zone' THEN 'zone' ELSE 'county' END, r.name || '指挥部', r.name_en || ' headquarters', r.code, 30 + r.sort
FROM policy.region r WHERE r.city = '371500' AND r.kind IN ('county', 'zone')
ON CONFLICT (city, code) DO UPDATE SET kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, region = excluded.region, sort = excluded.sort;
