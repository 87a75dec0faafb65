-- What an automatic procedure begins for on a day: projects by stage and condition, or units by kind. A project whose case of this kind is open, or was
-- closed less than `pause` ago, isn't begun again. Projects of the city itself are its headquarters'.
CREATE OR REPLACE FUNCTION work.automatic_subjects(p_city text, p_procedure work.procedure, p_day date)
RETURNS TABLE (project text, unit text, region text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.code::text, u.code::text, p.region::text, p.name::text
  FROM library.project p
  CROSS JOIN LATERAL (SELECT code FROM office.unit WHERE city = p.city AND region = p.region AND kind IN ('county', 'zone', 'headquarters') ORDER BY sort, code LIMIT 1) u
  WHERE p.city = p_city AND p_procedure.subject = 'project' AND p_procedure.content #> '{start,automatic,stages}' ? p.stage
    AND NOT EXISTS (SELECT FROM work.matter m WHERE (m.city, m.project, m.procedure) = (p.city, p.code, p_procedure.procedure)
      AND (m.status <> 'closed' OR coalesce(p_procedure.content #>> '{start,automatic,every}', 'once') = 'once'
        OR m.closed_on > work.minus(p_day, p_procedure.content #> '{start,automatic,pause}')))
    AND CASE WHEN p_procedure.content #> '{start,automatic}' ? 'when'
      THEN work.holds(p_procedure.content #> '{start,automatic,when}', work.project_facts(p.city, p.code, p_day, ARRAY(
        SELECT x #>> '{}' FROM jsonb_path_query(p_procedure.content #> '{start,automatic,when}', '$.**.fact') x))) ELSE true END
  UNION ALL
  SELECT NULL, u.code, u.region, u.name::text FROM office.unit u
  WHERE u.city = p_city AND p_procedure.subject = 'unit' AND p_procedure.content #> '{start,automatic,kinds}' ? u.kind
  ORDER BY 1, 2
$$;
COMMENT ON FUNCTION work.automatic_subjects IS '自动发起的对象（内部）';
