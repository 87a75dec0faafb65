-- Offices of the service: three administrators whom no person holds two of, and what may be asked of workers.
INSERT INTO office.role (city, code, name, name_en) VALUES
  ('371500', 'system_admin', '系统管理员', 'system administrator'), ('371500', 'security_admin', '安全管理员', 'security administrator'),
  ('371500', 'audit_admin', '审计管理员', 'audit administrator')
ON CONFLICT (city, code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en;

INSERT INTO office.unit (city, code, kind, name, name_en, region, factors, sort) VALUES
  ('371500', 'data', 'department', '市大数据局', 'Big data bureau', '371500', '{}', 23)
ON CONFLICT (city, code) DO UPDATE SET kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, region = excluded.region, sort = excluded.sort;

INSERT INTO jobs.kind (city, kind, name, name_en, roles) VALUES
  ('371500', 'scenario', '情景推演', 'Plan a scenario', '{hq_clerk,hq_leader,department_clerk}'),
  ('371500', 'import', '导入项目库', 'Import projects', '{hq_clerk,county_clerk}'),
  ('371500', 'quota', '导入指标', 'Import quota', '{hq_clerk}'),
  ('371500', 'enterprises', '导入企业数据', 'Import enterprises', '{hq_clerk}'),
  ('371500', 'estimate', '估算需求', 'Estimate demand', '{hq_clerk}'),
  ('371500', 'explore', '探索方案', 'Explore a plan', '{hq_clerk,hq_leader,department_clerk}'),
  ('371500', 'rehearsal', '政策预演', 'Rehearse an article', '{hq_clerk,hq_leader}'),
  ('371500', 'verification', '核验封印', 'Verify the seals', '{audit_admin}')
ON CONFLICT (city, kind) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, roles = excluded.roles;
