-- Takes in what is staged (library.open_staging), all or nothing, by project code. A dry run is this function in a transaction that is
-- rolled back. Context: {city, actor, document?, date, mode: upsert | complete, file_name, file_hash, file_bytes, format, mapping,
-- regions?}. An empty cell never empties a field. In mode `complete` the projects of the same regions (those of the file, or `regions`)
-- that the file leaves out are returned as "missing"; nothing is done to them.
-- Returns a row for each project: change is new, changed, unchanged or missing; was and became hold the fields that differ.
CREATE OR REPLACE FUNCTION library.import_staged(context jsonb)
RETURNS TABLE (change text, project text, name text, region text, sheet text, row_number integer, was jsonb, became jsonb,
  reopened boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET jit = off SET work_mem = '128MB' AS $$
#variable_conflict use_column
DECLARE
  -- Of the columns' own type: another would be checked against the domain row by row.
  v_city core.code := context->>'city';
  v_date date := (context->>'date')::date;
  v_import integer;
  v_new text[];
BEGIN
  IF v_city IS NULL OR v_date IS NULL OR coalesce(context->>'actor', '') = '' THEN
    RAISE EXCEPTION '导入缺少 city、date 或 actor' USING ERRCODE = 'YS201';
  END IF;
  -- One import of a city at a time: two side by side would both see the other's projects as absent.
  PERFORM pg_advisory_xact_lock(hashtextextended('library.import ' || v_city, 0));
  PERFORM library.check_staging(v_city);
  v_import := library.record_import(context
    || jsonb_build_object('rows_read', (SELECT count(*) FROM pg_temp.staged_project)));
  PERFORM set_config('yaosu.actor', context->>'actor', true), set_config('yaosu.import', v_import::text, true),
    set_config('yaosu.reason', coalesce(context->>'reason', ''), true);

  PERFORM library.apply_staged(v_city, context->>'actor', v_date);
  SELECT array_agg(code) INTO v_new FROM pg_temp.import_difference WHERE change = 'new';
  PERFORM library.join_libraries(v_city, v_new, v_date);
  PERFORM library.classify(v_city, NULL, v_date,
    (SELECT coalesce(array_agg(code), '{}') FROM pg_temp.import_difference WHERE change <> 'unchanged'));

  INSERT INTO library.value_source (city, project, import, sheet, row_number, fields)
    SELECT v_city, d.code, v_import, d.sheet, d.row_number,
      CASE d.change WHEN 'changed' THEN (SELECT array_agg(k ORDER BY k) FROM jsonb_object_keys(d.became) k) END
    FROM pg_temp.import_difference d WHERE d.change <> 'unchanged';
  IF context->>'mode' = 'complete' THEN
    INSERT INTO pg_temp.import_difference (change, code)
      SELECT 'missing', p.code FROM library.project p
      WHERE p.city = v_city AND p.stage <> 'out' AND NOT EXISTS (SELECT FROM pg_temp.staged_project s WHERE s.code = p.code)
        AND p.region IN (SELECT jsonb_array_elements_text(context->'regions') UNION ALL
          SELECT s.region FROM pg_temp.staged_project s WHERE context->'regions' IS NULL);
  END IF;
  UPDATE library.import i SET rows_new = n.a, rows_changed = n.b, rows_unchanged = n.c, rows_missing = n.d
    FROM (SELECT count(*) FILTER (WHERE change = 'new') AS a, count(*) FILTER (WHERE change = 'changed') AS b,
        count(*) FILTER (WHERE change = 'unchanged') AS c, count(*) FILTER (WHERE change = 'missing') AS d
      FROM pg_temp.import_difference) n
    WHERE (i.city, i.import) = (v_city, v_import);
  RETURN QUERY
    SELECT d.change, d.code::text, p.name::text, p.region::text, d.sheet, d.row_number, d.was, d.became, d.reopened
    FROM pg_temp.import_difference d JOIN library.project p ON (p.city, p.code) = (v_city, d.code)
    ORDER BY d.row_number NULLS LAST, d.sheet, d.code COLLATE "C";
END
$$;
GRANT EXECUTE ON FUNCTION library.import_staged TO yaosu_app;
COMMENT ON FUNCTION library.import_staged IS '导入暂存的项目：全部成功或全部不做，返回差异';
