-- Rows of a run that say what it gives: tiers, pools, candidates, award lines, moves. Called by plan.store_run only.
CREATE OR REPLACE FUNCTION plan.store_result(p_city text, p_run integer, snapshot jsonb, plan jsonb, hashes jsonb)
RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
  INSERT INTO plan.tier (city, run, vintage, tier, name, name_en, value, bound, awarded, candidates, seconds, status, certified, given)
    SELECT p_city, p_run, t.vintage, t.tier, n->>'name', n->>'nameEnglish', t.value, t.bound, t.awarded, t.candidates, t.seconds, t.status,
      (t.certificate->>'bound')::bigint, t.given
    FROM jsonb_to_recordset(plan->'tiers') AS t(vintage int, tier int, value bigint, bound bigint, awarded int, candidates int, seconds float8,
        status text, certificate jsonb, given bigint),
      LATERAL (SELECT snapshot->'tiers'->t.tier) AS x(n);

  INSERT INTO plan.price
    SELECT p_city, p_run, t.vintage, t.tier, p.kind, g.code, f.code, p.price
    FROM jsonb_to_recordset(plan->'tiers') AS t(vintage int, tier int, certificate jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(t.certificate->'prices') AS p(kind text, region int, factor int, price bigint)
    JOIN plan.places(snapshot->'regions') g ON g.id = p.region
    LEFT JOIN plan.places(snapshot->'factors') f ON f.id = p.factor;

  INSERT INTO plan.aim
    SELECT p_city, p_run, t.vintage, t.tier, a.place, a.item->>'kind', (a.item->>'value')::bigint, (a.item->>'bound')::bigint
    FROM jsonb_to_recordset(plan->'tiers') AS t(vintage int, tier int, aims jsonb)
    CROSS JOIN LATERAL jsonb_array_elements(t.aims) WITH ORDINALITY AS a(item, place);

  INSERT INTO plan.pool (city, run, region, factor, vintage, before, moved_in, moved_out, given, shadow_price)
    SELECT p_city, p_run, g.code, f.code, p.vintage, p.before, p."movedIn", p."movedOut", p.given, p."shadowPrice"
    FROM jsonb_to_recordset(plan->'pools')
      AS p(region int, factor int, vintage int, before bigint, "movedIn" bigint, "movedOut" bigint, given bigint, "shadowPrice" float8)
    JOIN plan.places(snapshot->'regions') g ON g.id = p.region
    JOIN plan.places(snapshot->'factors') f ON f.id = p.factor;

  INSERT INTO plan.candidate
    SELECT p_city, p_run, coalesce(j."of", j.code), hashes->>coalesce(j."of", j.code), r.code, h.code, j.tier, j.score, j.investment, j.pin, a.vintage
    FROM ROWS FROM (jsonb_to_recordset(snapshot->'projects')
        AS (code text, region int, home int, tier int, score bigint, investment bigint, pin text, "variantOf" text))
      WITH ORDINALITY AS j(code, region, home, tier, score, investment, pin, "of", place)
    JOIN plan.places(snapshot->'regions') r ON r.id = j.region
    JOIN plan.places(snapshot->'regions') h ON h.id = j.home
    LEFT JOIN jsonb_to_recordset(plan->'awards') AS a(project int, vintage int) ON a.project = j.place - 1
    LEFT JOIN jsonb_to_recordset(plan->'unmet') AS u(project int) ON u.project = j.place - 1
    -- Those that asked, each once, in the form that is served or as the library has it: what others hold was fixed before.
    WHERE a.project IS NOT NULL OR u.project IS NOT NULL;

  INSERT INTO plan.award_line
    SELECT p_city, p_run, j.code, f.code, g.code, l.vintage, l.quantity
    FROM jsonb_to_recordset(plan->'awards') AS a(project int, lines jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(a.lines) AS l(factor int, region int, vintage int, quantity bigint)
    JOIN plan.places(snapshot->'projects') j ON j.id = a.project
    JOIN plan.places(snapshot->'factors') f ON f.id = l.factor
    JOIN plan.places(snapshot->'regions') g ON g.id = l.region;

  INSERT INTO plan.move
    SELECT p_city, p_run, m.kind, f.code, m.vintage, s.code, t.code, m.quantity
    FROM jsonb_to_recordset(plan->'moves') AS m(kind text, factor int, vintage int, "from" int, "to" int, quantity bigint)
    JOIN plan.places(snapshot->'factors') f ON f.id = m.factor
    JOIN plan.places(snapshot->'regions') s ON s.id = m."from"
    JOIN plan.places(snapshot->'regions') t ON t.id = m."to";
$$;
COMMENT ON FUNCTION plan.store_result IS '方案结果落表（内部）';
