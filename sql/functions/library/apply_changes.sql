-- Second half of library.apply_staged: the projects that were there already (pg_temp.import_merged) and their demand.
CREATE OR REPLACE FUNCTION library.apply_changes(p_city text, p_set text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_before bigint := (SELECT coalesce(max(change), 0) FROM library.project_history WHERE city = p_city);
BEGIN
  UPDATE pg_temp.import_difference i SET was = hstore_to_jsonb(slice(hstore(p), akeys(d.became))), became = hstore_to_jsonb(d.became)
    FROM (SELECT m.code, hstore(m) - ARRAY['sheet', 'row_number', 'code'] - hstore(p) AS became
      FROM pg_temp.import_merged m JOIN library.project p ON (p.city, p.code) = (p_city, m.code)
      JOIN pg_temp.import_difference c ON c.code = m.code AND c.change = 'changed') d
    JOIN library.project p ON (p.city, p.code) = (p_city, d.code)
    WHERE i.code = d.code;
  WITH now AS (
    SELECT d.project, d.factor, jsonb_agg(jsonb_build_array(d.year, d.phase, d.quantity) ORDER BY d.year, d.phase) AS lines
    FROM library.demand d WHERE d.city = p_city AND (d.project, d.factor) IN (SELECT code, factor FROM pg_temp.staged_demand)
      AND d.project IN (SELECT code FROM pg_temp.import_merged)
    GROUP BY d.project, d.factor),
  says AS (
    SELECT s.code, s.factor, jsonb_agg(jsonb_build_array(s.year, s.phase, s.quantity) ORDER BY s.year, s.phase) AS lines
    FROM pg_temp.staged_demand s JOIN pg_temp.import_merged m USING (code) GROUP BY s.code, s.factor),
  differs AS (
    SELECT says.code, jsonb_object_agg('demand.' || says.factor, now.lines) AS was,
      jsonb_object_agg('demand.' || says.factor, says.lines) AS became
    FROM says LEFT JOIN now ON (now.project, now.factor) = (says.code, says.factor)
    WHERE now.lines IS DISTINCT FROM says.lines GROUP BY says.code)
  UPDATE pg_temp.import_difference i SET change = 'changed', was = coalesce(i.was, '{}') || d.was, became = coalesce(i.became, '{}') || d.became
    FROM differs d WHERE d.code = i.code;
  EXECUTE format('UPDATE library.project p SET %s FROM pg_temp.import_merged m JOIN pg_temp.import_difference i USING (code)
    WHERE (p.city, p.code) = ($1, m.code) AND i.change = ''changed''
      AND EXISTS (SELECT FROM jsonb_object_keys(i.became) k WHERE k NOT LIKE ''demand.%%'')', p_set) USING p_city;
  PERFORM library.merge_demand(p_city);
  UPDATE pg_temp.import_difference i SET reopened = true
    FROM library.project_history h WHERE h.city = p_city AND h.change > v_before AND h.project = i.code AND h.reopened;
END
$$;
COMMENT ON FUNCTION library.apply_changes IS '写入已有项目的变化与要素需求';
