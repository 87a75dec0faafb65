-- Cases whose history was changed: the first line whose seal doesn't follow from the lines before, and documents that don't have their hash.
CREATE OR REPLACE FUNCTION work.verify(p_city text)
RETURNS TABLE (number integer, event bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT ON (e.number) e.number, e.event
  FROM (SELECT x.*, coalesce(lag(x.seal) OVER (PARTITION BY x.number ORDER BY x.event), '') AS before FROM work.event x WHERE x.city = p_city) e
  WHERE e.seal <> work.seal_of(e.before, e.number, e.task, e.verb, e.person, e.person_for, e.day, e.reason, e.document, e.detail)
  ORDER BY e.number, e.event
$$;
GRANT EXECUTE ON FUNCTION work.verify TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.verify IS '核验办理历史是否被改动';
