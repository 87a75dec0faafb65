-- Rows of a run that say what it gives: tiers, pools, candidates, award lines, moves. Called by plan.store_run only.
CREATE OR REPLACE FUNCTION plan.store_result(p_city text, p_run integer, snapshot jsonb, plan jsonb, hashes jsonb)
RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO plan.tier
    SELECT p_city, p_run, t.vintage, t.tier, n->>'name', n->>'nameEnglish', t.value, t.bound, t.awarded, t.candidates, t.seconds, t.status
    FROM jsonb_to_recordset(plan->'tiers')
      AS t(vintage int, tier int, value bigint, bound bigint, awarded int, candidates int, seconds float8, status text),
      LATERAL (SELECT snapshot->'tiers'->t.tier) AS x(n);

  INSERT INTO plan.pool (city, run, region, factor, vintage, before, moved_in, moved_out, given, shadow_price)
    SELECT p_city, p_run, snapshot->'regions'->p.region->>'code', snapshot->'factors'->p.factor->>'code', p.vintage,
      p.before, p."movedIn", p."movedOut", p.given, p."shadowPrice"
    FROM jsonb_to_recordset(plan->'pools')
      AS p(region int, factor int, vintage int, before bigint, "movedIn" bigint, "movedOut" bigint, given bigint, "shadowPrice" float8);

  INSERT INTO plan.candidate
    SELECT p_city, p_run, j.item->>'code', hashes->>(j.item->>'code'),
      snapshot->'regions'->(j.item->>'region')::int->>'code', snapshot->'regions'->(j.item->>'home')::int->>'code',
      (j.item->>'tier')::int, (j.item->>'score')::bigint, (j.item->>'investment')::bigint, j.item->>'pin', a.vintage
    FROM jsonb_array_elements(snapshot->'projects') WITH ORDINALITY AS j(item, place)
    LEFT JOIN jsonb_to_recordset(plan->'awards') AS a(project int, vintage int) ON a.project = j.place - 1
    -- Those that asked: what others hold was fixed before.
    WHERE a.project IS NOT NULL
      OR EXISTS (SELECT FROM jsonb_to_recordset(plan->'unmet') AS u(project int) WHERE u.project = j.place - 1);

  INSERT INTO plan.award_line
    SELECT p_city, p_run, snapshot->'projects'->a.project->>'code', snapshot->'factors'->l.factor->>'code',
      snapshot->'regions'->l.region->>'code', l.vintage, l.quantity
    FROM jsonb_to_recordset(plan->'awards') AS a(project int, lines jsonb),
      LATERAL jsonb_to_recordset(a.lines) AS l(factor int, region int, vintage int, quantity bigint);

  INSERT INTO plan.move
    SELECT p_city, p_run, m.kind, snapshot->'factors'->m.factor->>'code', m.vintage,
      snapshot->'regions'->m."from"->>'code', snapshot->'regions'->m."to"->>'code', m.quantity
    FROM jsonb_to_recordset(plan->'moves') AS m(kind text, factor int, vintage int, "from" int, "to" int, quantity bigint);
$$;
COMMENT ON FUNCTION plan.store_result IS '方案结果落表（内部）';
