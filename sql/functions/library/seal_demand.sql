-- Trigger of library.demand: brings the digests of the touched projects up to date, once a statement, so that a change of demand is a
-- change of content. Estimates count for plans (demand_digest) but not for opinions (reported_digest).
CREATE OR REPLACE FUNCTION library.seal_demand() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- An import that inserts new projects has put the digests into their rows.
  IF current_setting('yaosu.sealed', true) = 'true' THEN
    RETURN NULL;
  END IF;
  UPDATE library.project p SET demand_digest = n.demand_digest, reported_digest = n.reported_digest
    FROM (
      SELECT t.city, t.project,
        coalesce(md5(string_agg(d.line, chr(10) ORDER BY d.line COLLATE "C")), '') AS demand_digest,
        coalesce(md5(string_agg(d.line, chr(10) ORDER BY d.line COLLATE "C") FILTER (WHERE d.standing <> 'estimated')), '')
          AS reported_digest
      FROM (SELECT DISTINCT city, project FROM touched) t
      LEFT JOIN (SELECT city, project, standing,
          factor || chr(31) || coalesce(year::text, '') || chr(31) || phase || chr(31) || quantity AS line
        FROM library.demand) d ON (d.city, d.project) = (t.city, t.project)
      GROUP BY t.city, t.project) n
    WHERE (p.city, p.code) = (n.city, n.project)
      AND (p.demand_digest, p.reported_digest) IS DISTINCT FROM (n.demand_digest, n.reported_digest);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION library.seal_demand IS '触发器：更新项目的需求摘要';
