-- The value of a number that opinions rest on: as it was when a consultation of the project was last begun or reopened, or at its last material change.
-- Small changes one after the other are added up by comparing with it (L12). NULL: the field hasn't changed since.
CREATE OR REPLACE FUNCTION library.rested_on(p_city text, p_project text, p_field text)
RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (h.was->>p_field)::numeric
  FROM library.project_history h
  WHERE h.city = p_city AND h.project = p_project AND h.was ? p_field
    AND h.change > coalesce((SELECT max(m.change) FROM library.project_history m WHERE m.city = p_city AND m.project = p_project AND m.is_material), 0)
    AND h.changed_at > coalesce((SELECT max(e.recorded_at) FROM work.event e
      JOIN work.matter m ON (m.city, m.number) = (e.city, e.number) AND m.project = p_project
      JOIN work.procedure p ON (p.city, p.procedure, p.version) = (m.city, m.procedure, m.version) AND p.content ? 'on_change'
      WHERE e.city = p_city AND e.verb IN ('start', 'content_changed')), '-infinity')
  ORDER BY h.change LIMIT 1
$$;
COMMENT ON FUNCTION library.rested_on IS '意见所依据的数值（内部）：累计小幅变动时的比较基准';
