-- Compares what is staged with what is there (temporary table import_difference), then inserts and updates. The column list is the
-- catalogue's, so that a new column of library.project needs no change here.
CREATE OR REPLACE FUNCTION library.apply_staged(p_city text, p_actor text, p_date date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_city core.code := p_city;
  v_columns text;
  v_merged text;
  v_initial text;
  v_set text;
  v_kept text;
BEGIN
  -- A field of which the file says nothing keeps what it has; in a new project it gets the column's default.
  SELECT string_agg(format('%I', c), ', ' ORDER BY n),
    string_agg(CASE c WHEN 'stage' THEN 'library.stage_from_file(p.stage, s.stage) AS stage'
      WHEN 'entered' THEN 'p.entered' ELSE format('coalesce(s.%1$I, p.%1$I) AS %1$I', c) END, ', ' ORDER BY n),
    string_agg(CASE WHEN c = 'entered' THEN format('coalesce(s.entered, %L::date)', p_date) WHEN d.adbin IS NULL THEN format('s.%I', c)
      ELSE format('coalesce(s.%I, %s)', c, pg_get_expr(d.adbin, d.adrelid)) END, ', ' ORDER BY n),
    string_agg(format('%1$I = m.%1$I', c), ', ' ORDER BY n),
    format('(%s) IS NOT DISTINCT FROM (%s)', string_agg(format('m.%I', c), ', ' ORDER BY n), string_agg(format('p.%I', c), ', ' ORDER BY n))
    INTO v_columns, v_merged, v_initial, v_set, v_kept
    FROM unnest(library.importable_columns()) WITH ORDINALITY u (c, n)
    JOIN pg_attribute a ON a.attrelid = 'library.project'::regclass AND a.attname = c
    LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum);

  CREATE TEMP TABLE import_difference (change text NOT NULL, code core.code PRIMARY KEY, sheet text, row_number integer, was jsonb, became jsonb,
    reopened boolean NOT NULL DEFAULT false) ON COMMIT DROP;
  ANALYZE pg_temp.staged_project, pg_temp.staged_demand;
  INSERT INTO pg_temp.import_difference (change, code, sheet, row_number)
    SELECT 'new', s.code, s.sheet, s.row_number FROM pg_temp.staged_project s
    WHERE NOT EXISTS (SELECT FROM library.project p WHERE (p.city, p.code) = (v_city, s.code));
  EXECUTE format('INSERT INTO library.project (city, code, created_by, demand_digest, reported_digest, %s)
    SELECT $1, s.code, $2, coalesce(d.digest, ''''), coalesce(d.reported, ''''), %s FROM pg_temp.staged_project s
    JOIN pg_temp.import_difference USING (code) LEFT JOIN (
      SELECT code, md5(string_agg(line, chr(10) ORDER BY line COLLATE "C")) AS digest,
        md5(string_agg(line, chr(10) ORDER BY line COLLATE "C") FILTER (WHERE standing <> ''estimated'')) AS reported FROM (
        SELECT code, standing, factor || chr(31) || coalesce(year::text, '''') || chr(31) || phase || chr(31) || quantity AS line
        FROM pg_temp.staged_demand) l GROUP BY code) d USING (code)', v_columns, v_initial) USING v_city, p_actor;
  -- The digests of new projects are in their rows already.
  PERFORM set_config('yaosu.sealed', 'true', true);
  INSERT INTO library.demand (city, project, factor, year, phase, quantity, standing, basis)
    SELECT v_city, s.code, s.factor, s.year, s.phase, s.quantity, s.standing, s.basis
    FROM pg_temp.staged_demand s JOIN pg_temp.import_difference i USING (code);
  PERFORM set_config('yaosu.sealed', '', true);
  EXECUTE format('CREATE TEMP TABLE import_merged ON COMMIT DROP AS SELECT p.code, s.sheet, s.row_number, %s
    FROM pg_temp.staged_project s JOIN library.project p ON (p.city, p.code) = ($1, s.code)
    WHERE NOT EXISTS (SELECT FROM pg_temp.import_difference n WHERE n.code = s.code)', v_merged) USING v_city;
  EXECUTE format('INSERT INTO pg_temp.import_difference (change, code, sheet, row_number)
    SELECT CASE WHEN %s THEN ''unchanged'' ELSE ''changed'' END, m.code, m.sheet, m.row_number
    FROM pg_temp.import_merged m JOIN library.project p ON (p.city, p.code) = ($1, m.code)', v_kept) USING v_city;
  PERFORM library.apply_changes(p_city, v_set);
END
$$;
COMMENT ON FUNCTION library.apply_staged IS '比较并写入暂存的项目';
