-- Whether an answer was taken back (撤回): its task stays done in the record, but nobody counts it.
CREATE OR REPLACE FUNCTION work.is_withdrawn(p_city text, p_task bigint)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM work.event e WHERE e.city = p_city AND e.task = p_task AND e.verb = 'withdraw')
$$;
GRANT EXECUTE ON FUNCTION work.is_withdrawn TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION work.is_withdrawn IS '意见是否已撤回';
