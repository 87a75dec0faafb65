-- A project's facts for pages and papers, for who may see it, personal ones masked; null for others.
CREATE OR REPLACE FUNCTION work.seen_project_facts(p_city text, p_project text)
RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT access.masked_fields(work.project_facts(p_city, p_project, core.today())) WHERE access.sees_project(p_city, p_project)
$$;
GRANT EXECUTE ON FUNCTION work.seen_project_facts TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.seen_project_facts IS '项目事实（有权查看者）';
