-- Projects that a run serves in another form than the library's: a scenario's variants. Before such a run can be adopted the library must say the same.
CREATE OR REPLACE FUNCTION plan.chosen_variants(p_city text, p_run integer)
RETURNS TABLE (project text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT j.item->>'variantOf', j.item->>'name'
  FROM plan.run r
  JOIN plan.snapshot s ON (s.city, s.hash) = (r.city, r.snapshot_hash)
  CROSS JOIN LATERAL jsonb_array_elements(s.content->'projects') WITH ORDINALITY AS j(item, place)
  WHERE (r.city, r.run) = (p_city, p_run) AND j.item ? 'variantOf'
    AND EXISTS (SELECT FROM jsonb_to_recordset(r.content->'awards') AS a(project int) WHERE a.project = j.place - 1)
  ORDER BY 1
$$;
COMMENT ON FUNCTION plan.chosen_variants IS '方案选用了备选方案的项目（内部）';
