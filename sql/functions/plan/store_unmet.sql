-- Rows of a run that say who is left out and why (L20.2). Called by plan.store_run only.
CREATE OR REPLACE FUNCTION plan.store_unmet(p_city text, p_run integer, snapshot jsonb, plan jsonb)
RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO plan.unmet
    SELECT p_city, p_run, snapshot->'projects'->u.project->>'code', u.cause, u.rank, u.date, u."dateBasis"
    FROM jsonb_to_recordset(plan->'unmet') AS u(project int, cause text, rank int, date date, "dateBasis" text);

  INSERT INTO plan.shortage (city, run, project, factor, region, vintage, needed, available)
    SELECT p_city, p_run, snapshot->'projects'->u.project->>'code', snapshot->'factors'->s.factor->>'code',
      snapshot->'regions'->s.region->>'code', s.vintage, s.needed, s."left"
    FROM jsonb_to_recordset(plan->'unmet') AS u(project int, shortages jsonb),
      LATERAL jsonb_to_recordset(u.shortages) AS s(factor int, region int, vintage int, needed bigint, "left" bigint);

  INSERT INTO plan.way
    SELECT p_city, p_run, snapshot->'projects'->u.project->>'code', w.place, w.item->>'kind',
      snapshot->'factors'->(w.item->>'factor')::int->>'code', snapshot->'regions'->(w.item->>'region')::int->>'code',
      (w.item->>'vintage')::int, (w.item->>'quantity')::bigint,
      coalesce((SELECT array_agg(snapshot->'projects'->o::int->>'code' ORDER BY n)
        FROM jsonb_array_elements_text(w.item->'others') WITH ORDINALITY AS e(o, n)), '{}'),
      (w.item->>'cost')::bigint, (w.item->>'isSufficient')::boolean
    FROM jsonb_to_recordset(plan->'unmet') AS u(project int, ways jsonb),
      LATERAL jsonb_array_elements(u.ways) WITH ORDINALITY AS w(item, place);
$$;
COMMENT ON FUNCTION plan.store_unmet IS '未保障项目、缺口与出路落表（内部）';
