-- Libraries of the staged projects (L6.2): those that the file names are added; a new project of which the file names none stands in those
-- that follow from its level and source. Nobody is taken out of a library by a file.
CREATE OR REPLACE FUNCTION library.join_libraries(p_city text, p_new text[], p_date date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city core.code := p_city;
BEGIN
  INSERT INTO library.membership (city, project, library, since)
  SELECT v_city, s.code, l, p_date FROM pg_temp.staged_project s, unnest(s.libraries) l
  UNION
  SELECT v_city, p.code, l, p_date
  FROM unnest(p_new) c (code)
  JOIN library.project p ON (p.city, p.code) = (v_city, c.code)
  JOIN pg_temp.staged_project s ON s.code = p.code AND s.libraries IS NULL
  CROSS JOIN LATERAL (VALUES
    (CASE p.level WHEN 'county' THEN 'county' WHEN 'municipal' THEN 'city' ELSE 'province' END),
    (CASE WHEN p.source_kind IN ('attracted', 'foreign') OR p.category = 'promotion' THEN 'promotion' END),
    (CASE WHEN p.source_kind = 'policy_fund' THEN 'policy_fund' END)) v (l)
  WHERE l IS NOT NULL
  ON CONFLICT DO NOTHING;
END
$$;
COMMENT ON FUNCTION library.join_libraries IS '导入项目所在的库';
