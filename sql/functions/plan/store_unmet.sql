-- Rows of a run that say who is left out and why (L20.2). Called by plan.store_run only.
CREATE OR REPLACE FUNCTION plan.store_unmet(p_city text, p_run integer, snapshot jsonb, plan jsonb)
RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
  INSERT INTO plan.unmet (city, run, project, cause, rank, due, due_basis, points_needed)
    SELECT p_city, p_run, j.code, u.cause, u.rank, u.date, u."dateBasis", u."pointsNeeded"
    FROM jsonb_to_recordset(plan->'unmet') AS u(project int, cause text, rank int, date date, "dateBasis" text, "pointsNeeded" bigint)
    JOIN plan.places(snapshot->'projects') j ON j.id = u.project;

  INSERT INTO plan.shortage (city, run, project, factor, region, vintage, needed, available)
    SELECT p_city, p_run, j.code, f.code, g.code, s.vintage, s.needed, s."left"
    FROM jsonb_to_recordset(plan->'unmet') AS u(project int, shortages jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(u.shortages) AS s(factor int, region int, vintage int, needed bigint, "left" bigint)
    JOIN plan.places(snapshot->'projects') j ON j.id = u.project
    JOIN plan.places(snapshot->'factors') f ON f.id = s.factor
    JOIN plan.places(snapshot->'regions') g ON g.id = s.region;

  WITH way AS MATERIALIZED (
    SELECT u.project, w.place, w.item FROM jsonb_to_recordset(plan->'unmet') AS u(project int, ways jsonb)
    CROSS JOIN LATERAL jsonb_array_elements(u.ways) WITH ORDINALITY AS w(item, place)
  ), other AS MATERIALIZED (
    SELECT w.project, w.place, array_agg(j.code ORDER BY o.n) AS codes
    FROM way w CROSS JOIN LATERAL jsonb_array_elements_text(w.item->'others') WITH ORDINALITY AS o(id, n)
    JOIN plan.places(snapshot->'projects') j ON j.id = o.id::int
    GROUP BY 1, 2
  )
  INSERT INTO plan.way
    SELECT p_city, p_run, j.code, w.place, w.item->>'kind', f.code, g.code, (w.item->>'vintage')::int, (w.item->>'quantity')::bigint,
      coalesce(o.codes, '{}'), (w.item->>'cost')::bigint, (w.item->>'isSufficient')::boolean
    FROM way w
    JOIN plan.places(snapshot->'projects') j ON j.id = w.project
    LEFT JOIN other o ON (o.project, o.place) = (w.project, w.place)
    LEFT JOIN plan.places(snapshot->'factors') f ON f.id = (w.item->>'factor')::int
    LEFT JOIN plan.places(snapshot->'regions') g ON g.id = (w.item->>'region')::int;
$$;
COMMENT ON FUNCTION plan.store_unmet IS '未保障项目、缺口与出路落表（内部）';
