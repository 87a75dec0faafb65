-- What conditions and documents read of a project: its fields, quantities in their units, classes, libraries, what it holds, how long it stands still.
-- With p_wanted only those facts are looked up: the daily job asks for one or two of every project.
CREATE OR REPLACE FUNCTION work.project_facts(p_city text, p_project text, p_day date, p_wanted text[] DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- plpgsql keeps the statement's plan: as a plain SQL function it was planned anew at each call, which took most of an act's time.
  RETURN (SELECT CASE WHEN p_wanted <@ ARRAY['region_name', 'classes', 'libraries', 'holds_unused', 'holds_quota', 'has_steward', 'idle_days', 'days_past_start'] THEN '{}'
    ELSE to_jsonb(p) - ARRAY['content_hash', 'demand_digest', 'reported_digest', 'created_at', 'created_by']
      || (SELECT jsonb_object_agg(q.key, trim_scale(core.units(q.value::bigint))) FROM jsonb_each_text(to_jsonb(p)) q
        WHERE q.value IS NOT NULL AND q.key IN ('investment', 'fixed_investment', 'year_investment', 'done_investment', 'land_area', 'floor_area',
          'output', 'tax', 'energy_use', 'electricity_use', 'water_use', 'usd_total', 'usd_cash', 'owner_capital', 'local_labour_share')) END
    || jsonb_build_object('region_name', r.name)
    || CASE WHEN p_wanted IS NULL OR 'classes' = ANY (p_wanted) THEN jsonb_build_object('classes', (SELECT coalesce(jsonb_agg(c.class ORDER BY c.class), '[]')
        FROM library.classification c WHERE (c.city, c.project) = (p.city, p.code) AND c.is_member)) ELSE '{}' END
    || CASE WHEN p_wanted IS NULL OR 'libraries' = ANY (p_wanted) THEN jsonb_build_object('libraries', (SELECT coalesce(jsonb_agg(m.library ORDER BY m.library), '[]')
        FROM library.membership m WHERE (m.city, m.project) = (p.city, p.code))) ELSE '{}' END
    || CASE WHEN p_wanted IS NULL OR p_wanted && ARRAY['holds_unused', 'holds_quota'] THEN (SELECT jsonb_build_object(
        'holds_unused', coalesce(bool_or(b.reserved + b.granted > 0), false), 'holds_quota', count(*) > 0)
        FROM ledger.project_balance b WHERE (b.city, b.project) = (p.city, p.code)) ELSE '{}' END
    || CASE WHEN p_wanted IS NULL OR 'has_steward' = ANY (p_wanted) THEN jsonb_build_object('has_steward', EXISTS (SELECT FROM work.service s
        WHERE (s.city, s.project, s.kind) = (p.city, p.code, 'steward') AND s.until IS NULL)) ELSE '{}' END
    || CASE WHEN p_wanted IS NULL OR 'idle_days' = ANY (p_wanted) THEN jsonb_build_object('idle_days', p_day - greatest(p.last_progress, p.planned_start)) ELSE '{}' END
    || CASE WHEN p_wanted IS NULL OR 'days_past_start' = ANY (p_wanted) THEN jsonb_build_object('days_past_start', CASE WHEN EXISTS (SELECT FROM work.milestone m
        WHERE (m.city, m.project, m.kind) = (p.city, p.code, 'start')) THEN 0 ELSE greatest(p_day - p.planned_start, 0) END) ELSE '{}' END
  FROM library.project p
  JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
  WHERE p.city = p_city AND p.code = p_project);
END
$$;
COMMENT ON FUNCTION work.project_facts IS '项目事实（内部）：条件和文书用';
