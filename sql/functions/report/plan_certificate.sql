-- Proves a stored plan again, from nothing but its snapshot, its rows and its prices, in whole numbers (numeric): that every award covers its project's
-- demand from pools that it may use and that hold, and, by weak duality, that no other plan of a tier can have more than so many points.
-- docs/reference/mathematics.md has the sum and why it holds. Sees the whole city whoever asks; it tells the totals of tiers only.
CREATE OR REPLACE FUNCTION report.plan_certificate(p_city text, p_run integer)
RETURNS TABLE (vintage integer, place integer, name text, value bigint, certified bigint, gap_percent numeric, stated_bound bigint, holds boolean,
  problem text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_nestloop = off SET jit = off SET work_mem = '64MB' AS $$
  WITH snap AS MATERIALIZED (
    SELECT s.content - 'projects' AS head, s.content->'projects' AS projects, (s.content->>'cityRegion')::int AS city_region,
      (s.content->>'vintage')::int AS first_vintage, jsonb_array_length(s.content->'factors') AS factors,
      s.content->'rules' AS rules
    FROM plan.run r JOIN plan.snapshot s ON (s.city, s.hash) = (r.city, r.snapshot_hash)
    WHERE (r.city, r.run) = (p_city, p_run)
  ), region AS MATERIALIZED (
    SELECT (g.place - 1)::int AS id, g.item->>'code' AS code, g.place - 1 = snap.city_region AS is_city
    FROM snap, jsonb_array_elements(head->'regions') WITH ORDINALITY AS g(item, place)
  ), factor AS MATERIALIZED (
    SELECT (f.place - 1)::int AS id, f.item->>'code' AS code,
      rules->'lendable' @> to_jsonb((f.place - 1)::int) OR rules->'tradable' @> to_jsonb((f.place - 1)::int) AS is_exchanged,
      coalesce((rules->'carriesOver'->(f.place - 1)::int)::boolean, false) AS carries
    FROM snap, jsonb_array_elements(head->'factors') WITH ORDINALITY AS f(item, place)
  ), chosen AS MATERIALIZED (
    -- Which form of a project is served, where the scenario has several.
    SELECT a.project AS id, a.vintage, a.lines FROM plan.run r, jsonb_to_recordset(r.content->'awards') AS a(project int, vintage int, lines jsonb)
    WHERE (r.city, r.run) = (p_city, p_run)
  ), project AS MATERIALIZED (
    SELECT (j.place - 1)::int AS id, j.code, coalesce(j."of", j.code) AS library, j."of", j.region, j.home, j.tier, j.score, j.pin, coalesce(j."from", 0) AS first_year, j.demands,
      j."mayUseCityPool" AS may, jsonb_array_length(j.demands) AS asked, jsonb_array_length(j.holdings) AS held
    FROM snap, ROWS FROM (jsonb_to_recordset(projects) AS (code text, region int, home int, tier int, score bigint, pin text, "from" int,
      demands jsonb, "mayUseCityPool" jsonb, holdings jsonb, "variantOf" text)) WITH ORDINALITY AS j(code, region, home, tier, score, pin, "from",
      demands, "mayUseCityPool", holdings, "of", place)
  ), form AS MATERIALIZED (
    -- The form of each project to which its award lines belong.
    SELECT j.id, j.library FROM project j
    WHERE j.library NOT IN (SELECT v."of" FROM project v WHERE v."of" IS NOT NULL) OR j.id IN (SELECT id FROM chosen)
  ), every_demand AS MATERIALIZED (
    SELECT j.id, j.home, d.factor, d.needed, coalesce((j.may->d.factor)::boolean, false) AS may,
      -- What only the project's own pool may give.
      CASE WHEN coalesce((j.may->d.factor)::boolean, false) THEN greatest(0, d.needed - div(d.needed::numeric
          * coalesce(split_part(rules->'cityShares'->>d.factor, '/', 1)::numeric, 1),
          coalesce(nullif(split_part(rules->'cityShares'->>d.factor, '/', 2), '')::numeric, 1)))::bigint ELSE d.needed END AS own,
      d.factor <= coalesce(lag(d.factor) OVER (PARTITION BY j.id ORDER BY d.place), -1) AS is_disordered
    FROM snap, project j, ROWS FROM (jsonb_to_recordset(j.demands) AS (factor int, needed bigint)) WITH ORDINALITY AS d(factor, needed, place)
  ), faulty AS MATERIALIZED (
    SELECT j.id FROM snap, project j
      WHERE j.score < 1 OR j.tier NOT BETWEEN 0 AND jsonb_array_length(head->'tiers') - 1 OR jsonb_array_length(j.may) <> snap.factors
        OR j.region NOT IN (SELECT id FROM region) OR j.home NOT IN (SELECT id FROM region)
    UNION
    SELECT d.id FROM snap, every_demand d
      WHERE d.is_disordered OR d.factor NOT BETWEEN 0 AND snap.factors - 1 OR d.needed NOT BETWEEN 1 AND 1000000000000000
  ), demand AS MATERIALIZED (
    SELECT d.* FROM every_demand d WHERE NOT EXISTS (SELECT FROM faulty f WHERE f.id = d.id)
  ), line AS MATERIALIZED (
    SELECT j.id, l.vintage::int AS vintage, f.id AS factor, g.id AS region, l.quantity
    FROM plan.award_line l
    LEFT JOIN form j ON j.library = l.project LEFT JOIN factor f ON f.code = l.factor LEFT JOIN region g ON g.code = l.region
    WHERE (l.city, l.run) = (p_city, p_run)
  ), award AS MATERIALIZED (
    SELECT l.id, min(l.vintage) AS vintage, min(l.vintage) <> max(l.vintage) OR l.id IS NULL AS is_torn FROM line l GROUP BY l.id
  ), step AS MATERIALIZED (
    SELECT t.vintage::int AS vintage, t.tier::int AS tier, t.name, t.value, t.bound, t.certified, t.awarded, t.candidates
    FROM plan.tier t WHERE (t.city, t.run) = (p_city, p_run)
  ), pool AS MATERIALIZED (
    SELECT q.vintage::int AS vintage, g.id AS region, f.id AS factor, q.before, q.moved_in, q.moved_out, q.given, q.after
    FROM plan.pool q JOIN region g ON g.code = q.region JOIN factor f ON f.code = q.factor WHERE (q.city, q.run) = (p_city, p_run)
  ),
  -- What projects ask under holding limits, and what those cost.
  holding AS MATERIALIZED (
    SELECT (l.place - 1)::int AS id, l.name, l.factor, l.most, l.projects
    FROM snap, ROWS FROM (jsonb_to_recordset(coalesce(rules->'holdingLimits', '[]')) AS (name text, factor int, most bigint, projects jsonb))
      WITH ORDINALITY AS l(name, factor, most, projects, place)
  ), held AS MATERIALIZED (
    SELECT h.id AS holding, d.id, d.needed FROM holding h CROSS JOIN LATERAL jsonb_array_elements(h.projects) AS m(id)
    JOIN demand d ON d.id = m.id::int AND d.factor = h.factor
  ), holding_price AS MATERIALIZED (
    SELECT t.vintage, t.tier, p."limit" AS holding, p.price FROM plan.run r
    CROSS JOIN LATERAL jsonb_to_recordset(r.content->'tiers') AS t(vintage int, tier int, certificate jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(coalesce(t.certificate->'limitPrices', '[]')) AS p("limit" int, price bigint)
    WHERE (r.city, r.run) = (p_city, p_run)
  ),
  -- What is wrong whatever the prices say, by vintage.
  wrong AS MATERIALIZED (
    SELECT a.vintage, '配置跨年或项目不在快照: ' || coalesce(j.code, '?') AS problem FROM award a LEFT JOIN project j ON j.id = a.id WHERE a.is_torn
    UNION ALL
    SELECT a.vintage, '项目不应获得配置: ' || j.code FROM award a JOIN project j ON j.id = a.id
      WHERE j.pin = 'never' OR j.id IN (SELECT id FROM faulty) OR j.pin IS NULL AND j.first_year > a.vintage
    UNION ALL
    SELECT coalesce(l.vintage, a.vintage), '配置与需求不符: ' || j.code || ' ' || f.code
      FROM (SELECT d.id, d.factor, d.needed, a.vintage FROM demand d JOIN award a ON a.id = d.id) a
      FULL JOIN (SELECT id, factor, min(vintage) AS vintage, sum(quantity) AS quantity FROM line WHERE id IS NOT NULL GROUP BY 1, 2) l
        ON (l.id, l.factor) = (a.id, a.factor)
      JOIN project j ON j.id = coalesce(a.id, l.id) JOIN factor f ON f.id = coalesce(a.factor, l.factor)
      WHERE a.needed IS DISTINCT FROM l.quantity
    UNION ALL
    SELECT l.vintage, '项目不能使用该要素池: ' || j.code FROM snap, line l JOIN project j ON j.id = l.id
      WHERE l.region <> j.home AND NOT (l.region = snap.city_region AND coalesce((j.may->l.factor)::boolean, false))
    UNION ALL
    SELECT snap.first_vintage, '超过持有上限: ' || h.name FROM snap, holding h
      JOIN (SELECT m.holding, sum(m.needed) AS needed FROM held m JOIN award a ON a.id = m.id GROUP BY 1) g ON g.holding = h.id WHERE g.needed > h.most
    UNION ALL
    SELECT l.vintage, '项目使用市级统筹池超过其比例: ' || j.code || ' ' || f.code
      FROM snap JOIN (SELECT id, factor, region, min(vintage) AS vintage, sum(quantity) AS quantity FROM line GROUP BY 1, 2, 3) l
        ON l.region = snap.city_region
      JOIN project j ON j.id = l.id AND j.home <> snap.city_region JOIN demand d ON (d.id, d.factor) = (l.id, l.factor)
      JOIN factor f ON f.id = l.factor
      WHERE l.quantity > d.needed - d.own
    UNION ALL
    SELECT coalesce(q.vintage, l.vintage), '要素池支出与配置不符: ' || g.code || ' ' || f.code
      FROM pool q
      FULL JOIN (SELECT vintage, region, factor, sum(quantity) AS quantity FROM line WHERE region IS NOT NULL GROUP BY 1, 2, 3) l
        ON (l.vintage, l.region, l.factor) = (q.vintage, q.region, q.factor)
      JOIN region g ON g.id = coalesce(q.region, l.region) JOIN factor f ON f.id = coalesce(q.factor, l.factor)
      WHERE coalesce(q.given, 0) <> coalesce(l.quantity, 0)
    UNION ALL
    SELECT q.vintage, '要素池透支: ' || g.code || ' ' || f.code FROM pool q JOIN region g ON g.id = q.region JOIN factor f ON f.id = q.factor
      WHERE q.before + q.moved_in - q.moved_out - q.given < 0
    UNION ALL
    -- What a pool begins with is the snapshot's, and what the year before left of it where that carries over.
    SELECT q.vintage, '要素池期初与快照不符: ' || g.code || ' ' || f.code
      FROM pool q JOIN region g ON g.id = q.region JOIN factor f ON f.id = q.factor
      LEFT JOIN (SELECT c.vintage, c.region, c.factor, sum(greatest(c.available, 0)) AS available
          FROM snap, jsonb_to_recordset(head->'pools') AS c(region int, factor int, vintage int, available bigint) GROUP BY 1, 2, 3) c
        ON (c.vintage, c.region, c.factor) = (q.vintage, q.region, q.factor)
      LEFT JOIN pool y ON (y.vintage, y.region, y.factor) = (q.vintage - 1, q.region, q.factor) AND f.carries
      WHERE q.before <> coalesce(c.available, 0) + coalesce(y.after, 0)
    UNION ALL
    SELECT d.vintage, '县区使用市级统筹池超限: ' || g.code || ' ' || f.code
      FROM (SELECT l.vintage, j.home, l.factor, sum(l.quantity) AS drawn FROM snap, line l JOIN project j ON j.id = l.id
        WHERE l.region = snap.city_region AND j.home <> snap.city_region GROUP BY 1, 2, 3) d
      JOIN snap ON snap.rules ? 'cityLimit' JOIN region g ON g.id = d.home JOIN factor f ON f.id = d.factor AND NOT f.is_exchanged
      JOIN pool q ON (q.vintage, q.region, q.factor) = (d.vintage, snap.city_region, d.factor)
      WHERE d.drawn > div(q.before::numeric * split_part(rules->>'cityLimit', '/', 1)::numeric,
        coalesce(nullif(split_part(rules->>'cityLimit', '/', 2), ''), '1')::numeric)
    UNION ALL
    SELECT m.vintage::int, '调剂拆借不被允许: ' || m.from_region || ' → ' || m.to_region
      FROM snap, plan.move m LEFT JOIN factor f ON f.code = m.factor
      WHERE (m.city, m.run) = (p_city, p_run)
        AND NOT coalesce(rules->(CASE m.kind WHEN 'loan' THEN 'lendable' ELSE 'tradable' END) @> to_jsonb(f.id), false)
    UNION ALL
    SELECT q.vintage, '调剂拆借与要素池不符: ' || g.code || ' ' || f.code
      FROM pool q JOIN region g ON g.id = q.region JOIN factor f ON f.id = q.factor
      LEFT JOIN (SELECT vintage, to_region, factor, sum(quantity) AS quantity FROM plan.move WHERE (city, run) = (p_city, p_run) GROUP BY 1, 2, 3) i
        ON (i.vintage, i.to_region, i.factor) = (q.vintage, g.code, f.code)
      LEFT JOIN (SELECT vintage, from_region, factor, sum(quantity) AS quantity FROM plan.move WHERE (city, run) = (p_city, p_run) GROUP BY 1, 2, 3) o
        ON (o.vintage, o.from_region, o.factor) = (q.vintage, g.code, f.code)
      WHERE q.moved_in <> coalesce(i.quantity, 0) OR q.moved_out <> coalesce(o.quantity, 0)
    UNION ALL
    -- Pins, floors and groups. Who holds all it needs already is served, and was before.
    SELECT snap.first_vintage, '锁定必须保障的项目没有配置: ' || j.code FROM snap, project j LEFT JOIN award a ON a.id = j.id
      WHERE j.pin = 'must' AND j.asked > 0 AND (a.id IS NULL OR rules ? 'together' AND a.vintage <> snap.first_vintage)
    UNION ALL
    SELECT snap.first_vintage, '没有达到保障下限: ' || g.code FROM snap
      CROSS JOIN LATERAL (SELECT region, max(projects) AS projects FROM jsonb_to_recordset(rules->'floors') AS o(region int, projects int) GROUP BY 1) o
      JOIN region g ON g.id = o.region
      WHERE o.projects > (SELECT count(*) FROM project j LEFT JOIN award a ON a.id = j.id WHERE j.region = o.region
        AND (a.id IS NOT NULL AND (NOT rules ? 'together' OR a.vintage = snap.first_vintage) OR j.asked = 0 AND j.held > 0))
    UNION ALL
    SELECT snap.first_vintage, '项目组的约束没有满足: ' || g.name FROM snap, jsonb_to_recordset(rules->'groups') AS g(name text, kind text, projects jsonb)
      CROSS JOIN LATERAL (
        SELECT count(*) AS members, count(m.year) AS served, min(m.year) AS earliest, max(m.year) FILTER (WHERE m.place = 1) AS leader,
          count(DISTINCT m.year) FILTER (WHERE m.year >= snap.first_vintage) AS years
        FROM (SELECT t.place, CASE WHEN j.asked = 0 AND j.held > 0 THEN snap.first_vintage - 1 ELSE a.vintage END AS year
          FROM jsonb_array_elements(g.projects) WITH ORDINALITY AS t(id, place) JOIN project j ON j.id = t.id::int LEFT JOIN award a ON a.id = j.id) m) c
      WHERE CASE g.kind WHEN 'oneOf' THEN c.served > 1 WHEN 'together' THEN c.served NOT IN (0, c.members) OR c.years > 1
        ELSE c.served > 0 AND (c.leader IS NULL OR c.earliest < c.leader) END
    UNION ALL
    -- What other reports, adoption and comparison read of the plan says the same.
    SELECT (SELECT min(vintage) FROM step), '项目记载与方案不符: ' || coalesce(c.project, a.library)
      FROM (SELECT * FROM plan.candidate c WHERE (c.city, c.run) = (p_city, p_run)) c
      FULL JOIN (SELECT j.library, a.vintage FROM award a JOIN project j ON j.id = a.id) a ON a.library = c.project
      WHERE c.served_in::int IS DISTINCT FROM a.vintage OR c.project IS NULL
    UNION ALL
    SELECT (SELECT min(vintage) FROM step), '项目记载与快照不符: ' || c.project FROM plan.candidate c
      WHERE (c.city, c.run) = (p_city, p_run) AND NOT EXISTS (SELECT FROM project j
        WHERE (j.library, j.tier, j.score, coalesce(j.pin, '')) = (c.project, c.tier::int, c.score, coalesce(c.pin, '')))
    UNION ALL
    SELECT (SELECT min(vintage) FROM step), '落选项目没有说明，或有说明而未落选: ' || c.project FROM plan.candidate c
      LEFT JOIN plan.unmet u ON (u.city, u.run, u.project) = (c.city, c.run, c.project)
      WHERE (c.city, c.run) = (p_city, p_run) AND (c.served_in IS NULL) <> (u.project IS NOT NULL)
    UNION ALL
    SELECT (SELECT min(vintage) FROM step), '配置明细与方案正文不符: ' || coalesce(j.code, '?')
      FROM (SELECT c.id, l.vintage, l.factor, l.region, sum(l.quantity) AS quantity FROM chosen c
        CROSS JOIN LATERAL jsonb_to_recordset(c.lines) AS l(vintage int, factor int, region int, quantity bigint) GROUP BY 1, 2, 3, 4) c
      FULL JOIN (SELECT id, vintage, factor, region, sum(quantity) AS quantity FROM line GROUP BY 1, 2, 3, 4) l
        ON (l.id, l.vintage, l.factor, l.region) = (c.id, c.vintage, c.factor, c.region)
      LEFT JOIN project j ON j.id = coalesce(c.id, l.id)
      WHERE c.quantity IS DISTINCT FROM l.quantity
    UNION ALL
    SELECT (SELECT min(vintage) FROM step), '各级记载与方案正文不符: ' || coalesce(c.vintage, t.vintage) || ' ' || coalesce(c.tier, t.tier) + 1
      FROM (SELECT c.* FROM plan.run r CROSS JOIN LATERAL jsonb_to_recordset(r.content->'tiers') AS c(vintage int, tier int, value bigint, bound bigint,
          awarded int, candidates int, given bigint, status text, certificate jsonb, aims jsonb) WHERE (r.city, r.run) = (p_city, p_run)) c
      FULL JOIN (SELECT * FROM plan.tier t WHERE (t.city, t.run) = (p_city, p_run)) t ON (t.vintage, t.tier) = (c.vintage, c.tier)
      WHERE (c.value, c.bound, c.awarded, c.candidates, c.status, coalesce(c.given, 0), (c.certificate->>'bound')::bigint) IS DISTINCT FROM
          (t.value, t.bound, t.awarded, t.candidates, t.status, coalesce(t.given, 0), t.certified)
        OR (SELECT array_agg((a.item->>'value')::bigint || '/' || coalesce(a.item->>'bound', '') ORDER BY a.place)
          FROM jsonb_array_elements(c.aims) WITH ORDINALITY AS a(item, place)) IS DISTINCT FROM
          (SELECT array_agg(a.value || '/' || coalesce(a.bound::text, '') ORDER BY a.place) FROM plan.aim a
            WHERE (a.city, a.run, a.vintage, a.tier) = (p_city, p_run, t.vintage, t.tier))
    UNION ALL
    SELECT (SELECT min(vintage) FROM step), '缺少级别: ' || y || ' ' || k + 1
      FROM snap CROSS JOIN LATERAL generate_series(first_vintage, CASE WHEN rules ? 'together' THEN first_vintage
          ELSE first_vintage + greatest(coalesce((head->>'horizon')::int, 1), 1) - 1 END) AS y
      CROSS JOIN LATERAL generate_series(0, jsonb_array_length(head->'tiers') - 1) AS k
      WHERE NOT EXISTS (SELECT FROM step s WHERE (s.vintage, s.tier) = (y, k))
  ),
  -- What is fixed when a tier is decided: pinned projects and earlier tiers.
  fixed AS MATERIALIZED (
    SELECT s.vintage, s.tier, j.id, j.region, j.pin IS NOT DISTINCT FROM 'must' AND j.tier = s.tier AS is_pinned, j.score
    FROM step s JOIN award a ON a.vintage = s.vintage JOIN project j ON j.id = a.id
    WHERE j.tier < s.tier OR j.pin IS NOT DISTINCT FROM 'must'
  ), load AS MATERIALIZED (
    SELECT x.vintage, x.tier, d.home AS region, d.factor, sum(d.needed) AS every, sum(d.own) AS own_only
    FROM fixed x JOIN demand d ON d.id = x.id GROUP BY 1, 2, 3, 4
  ), price AS MATERIALIZED (
    SELECT p.vintage::int AS vintage, p.tier::int AS tier, p.kind, g.id AS region, f.id AS factor, p.price
    FROM plan.price p LEFT JOIN region g ON g.code = p.region LEFT JOIN factor f ON f.code = p.factor WHERE (p.city, p.run) = (p_city, p_run)
  ), side AS MATERIALIZED (
    SELECT x.*, greatest(0, x.n - x.own) AS borrow, greatest(0, x.every - x.own) - greatest(0, x.n - x.own) AS excess,
      least(greatest(0, x.own - x.every), x.lendable) AS room
    FROM (
      SELECT s.vintage, s.tier, g.id AS region, g.is_city, f.id AS factor, f.is_exchanged, coalesce(q.before, 0)::numeric AS own,
        coalesce(l.every, 0) AS every, coalesce(l.own_only, 0) AS n, coalesce(pa.price, 0)::numeric AS price,
        coalesce(po.price, 0)::numeric AS own_price, coalesce(pl.price, 0)::numeric AS limit_price,
        -- Most of the city's pool that one county may use.
        CASE WHEN NOT f.is_exchanged THEN greatest(0, div(coalesce(qc.before, 0)::numeric * split_part(rules->>'cityLimit', '/', 1)::numeric,
          coalesce(nullif(split_part(rules->>'cityLimit', '/', 2), ''), '1')::numeric)) END AS city_limit,
        CASE WHEN f.is_exchanged AND NOT g.is_city THEN greatest(0, least(coalesce(q.before, 0),
          div(coalesce(q.before, 0)::numeric * split_part(rules->>'lendingLimit', '/', 1)::numeric,
            coalesce(nullif(split_part(rules->>'lendingLimit', '/', 2), ''), '1')::numeric))) ELSE 0 END AS lendable
      FROM snap CROSS JOIN step s CROSS JOIN region g CROSS JOIN factor f
      LEFT JOIN pool q ON (q.vintage, q.region, q.factor) = (s.vintage, g.id, f.id)
      LEFT JOIN load l ON (l.vintage, l.tier, l.region, l.factor) = (s.vintage, s.tier, g.id, f.id)
      LEFT JOIN price pa ON (pa.vintage, pa.tier, pa.kind, pa.region, pa.factor) = (s.vintage, s.tier, 'pool', g.id, f.id)
      LEFT JOIN pool qc ON (qc.vintage, qc.region, qc.factor) = (s.vintage, snap.city_region, f.id)
      LEFT JOIN price pl ON (pl.vintage, pl.tier, pl.kind, pl.region, pl.factor) = (s.vintage, s.tier, 'cityLimit', g.id, f.id)
      LEFT JOIN price po ON (po.vintage, po.tier, po.kind, po.region, po.factor) = (s.vintage, s.tier, 'ownOnly', g.id, f.id)
    ) x
  ), holding_cost AS MATERIALIZED (
    SELECT p.vintage, p.tier, m.id, sum(p.price::numeric * m.needed) AS cost FROM holding_price p JOIN held m ON m.holding = p.holding GROUP BY 1, 2, 3
  ), holding_sum AS MATERIALIZED (
    -- What limits leave beside earlier vintages and what is fixed.
    SELECT s.vintage, s.tier, sum(p.price::numeric * (h.most - coalesce(u.needed, 0))) AS worth, bool_or(p.price <= 0) AS is_wrong
    FROM step s JOIN holding_price p ON (p.vintage, p.tier) = (s.vintage, s.tier) JOIN holding h ON h.id = p.holding
    LEFT JOIN LATERAL (SELECT sum(m.needed) AS needed FROM held m JOIN award a ON a.id = m.id LEFT JOIN fixed x
        ON (x.vintage, x.tier, x.id) = (s.vintage, s.tier, m.id)
      WHERE m.holding = p.holding AND (a.vintage < s.vintage OR x.id IS NOT NULL)) u ON true
    GROUP BY 1, 2
  ), factor_sum AS MATERIALIZED (
    SELECT s.vintage, s.tier, s.factor, sum(s.borrow) FILTER (WHERE NOT s.is_city) AS borrow, sum(s.excess) FILTER (WHERE NOT s.is_city) AS excess,
      sum(s.room) FILTER (WHERE NOT s.is_city) AS room, sum(s.own - s.every) FILTER (WHERE s.is_city) AS city_left,
      max(s.price + s.own_price) FILTER (WHERE NOT s.is_city) AS dearest,
      bool_or(s.price > c.price + s.limit_price OR s.is_city AND s.own_price + s.limit_price > 0
        OR s.limit_price > 0 AND s.city_limit IS NULL) AS is_wrong
    FROM side s JOIN side c ON c.is_city AND (c.vintage, c.tier, c.factor) = (s.vintage, s.tier, s.factor) GROUP BY 1, 2, 3
  ), missing AS MATERIALIZED (
    SELECT s.vintage, s.tier, o.region, o.projects - coalesce(h.held, 0) - coalesce(x.fixed, 0) AS projects
    FROM snap JOIN step s ON s.vintage = snap.first_vintage
    CROSS JOIN LATERAL (SELECT region, max(projects) AS projects FROM jsonb_to_recordset(rules->'floors') AS o(region int, projects int)
      GROUP BY 1) o
    LEFT JOIN (SELECT region, count(*) AS held FROM project WHERE asked = 0 AND held > 0 GROUP BY 1) h ON h.region = o.region
    LEFT JOIN (SELECT f.vintage, f.tier, f.region, count(*) AS fixed FROM fixed f GROUP BY 1, 2, 3) x
      ON (x.vintage, x.tier, x.region) = (s.vintage, s.tier, o.region)
    WHERE o.projects > coalesce(h.held, 0) + coalesce(x.fixed, 0)
  ), candidate AS MATERIALIZED (
    SELECT s.vintage, s.tier, j.id, (CASE WHEN j.tier = s.tier THEN j.score ELSE 0 END)::numeric * 1099511627776 + coalesce(p.price, 0)
      - coalesce(k.cost, 0) AS worth
    FROM step s JOIN project j ON j.tier >= s.tier AND j.first_year <= s.vintage
    LEFT JOIN award a ON a.id = j.id
    LEFT JOIN missing m ON (m.vintage, m.tier, m.region) = (s.vintage, s.tier, j.region)
    LEFT JOIN price p ON (p.vintage, p.tier, p.kind, p.region) = (s.vintage, s.tier, 'floor', j.region)
    LEFT JOIN holding_cost k ON (k.vintage, k.tier, k.id) = (s.vintage, s.tier, j.id)
    WHERE j.pin IS NULL AND j.asked > 0 AND (j.tier = s.tier OR m.projects IS NOT NULL) AND coalesce(a.vintage, s.vintage) >= s.vintage
      AND NOT EXISTS (SELECT FROM faulty f WHERE f.id = j.id)
  ),
  -- Demands of candidates, and pools with their factor's sums, each put together first: a planner that knows nothing of their numbers would pair every
  -- candidate with every pool of its tier.
  ask AS MATERIALIZED (
    SELECT c.vintage, c.tier, c.id, c.worth, d.home AS region, d.factor, d.needed, d.own FROM candidate c JOIN demand d ON d.id = c.id
  ), term AS MATERIALIZED (
    SELECT s.vintage, s.tier, s.region, s.factor, s.is_city, s.price, s.own_price, s.own, s.n, s.every, s.lendable, t.city_left, t.borrow, t.excess, t.room,
      -- What the other counties need of others, or can spare.
      t.borrow - s.borrow AS rest_borrow, t.excess - s.excess AS rest_excess, t.room - s.room AS rest_room
    FROM side s JOIN factor_sum t ON (t.vintage, t.tier, t.factor) = (s.vintage, s.tier, s.factor)
  ), margin AS MATERIALIZED (
    SELECT a.vintage, a.tier, a.id, a.worth - sum(a.needed * s.price + a.own * s.own_price) AS margin
    FROM ask a JOIN term s ON (s.vintage, s.tier, s.region, s.factor) = (a.vintage, a.tier, a.region, a.factor)
    CROSS JOIN LATERAL (SELECT greatest(0, s.n + a.own - s.own) AS borrow) b
    GROUP BY a.vintage, a.tier, a.id, a.worth
    -- It fits on what is fixed: all factors hold with it.
    HAVING bool_and(CASE WHEN s.is_city THEN s.city_left - a.needed >= 0 AND s.borrow + greatest(0, s.excess - (s.city_left - a.needed)) <= s.room
      ELSE s.city_left >= 0 AND s.rest_borrow + b.borrow
        + greatest(0, s.rest_excess + greatest(0, s.every + a.needed - s.own) - b.borrow - s.city_left)
        <= s.rest_room + least(greatest(0, s.own - s.every - a.needed), s.lendable) END)
  ), proof AS MATERIALIZED (
    SELECT s.vintage, s.tier,
      CASE WHEN NOT coalesce(w.is_wrong, false) AND NOT coalesce(k.is_wrong, false)
        THEN floor((coalesce(w.worth, 0) - coalesce(o.worth, 0) + coalesce(m.worth, 0) + coalesce(k.worth, 0)) / 1099511627776)
        + coalesce(x.pinned, 0) END AS bound
    FROM step s
    LEFT JOIN (SELECT i.vintage, i.tier, bool_or(t.is_wrong) AS is_wrong, sum(i.price * (i.own - i.every) + i.own_price * (i.own - i.n)
          + i.limit_price * coalesce(i.city_limit, 0)
          + CASE WHEN i.is_exchanged AND NOT i.is_city THEN i.lendable * (t.dearest - i.price - i.own_price) ELSE 0 END) AS worth
        FROM side i JOIN factor_sum t USING (vintage, tier, factor) GROUP BY 1, 2) w ON (w.vintage, w.tier) = (s.vintage, s.tier)
    LEFT JOIN (SELECT f.vintage, f.tier, sum(f.projects * p.price) AS worth
        FROM missing f JOIN price p ON (p.vintage, p.tier, p.kind, p.region) = (f.vintage, f.tier, 'floor', f.region) GROUP BY 1, 2) o
      ON (o.vintage, o.tier) = (s.vintage, s.tier)
    LEFT JOIN (SELECT g.vintage, g.tier, sum(g.margin) AS worth FROM margin g WHERE g.margin > 0 GROUP BY 1, 2) m
      ON (m.vintage, m.tier) = (s.vintage, s.tier)
    LEFT JOIN holding_sum k ON (k.vintage, k.tier) = (s.vintage, s.tier)
    LEFT JOIN (SELECT f.vintage, f.tier, sum(f.score) AS pinned FROM fixed f WHERE f.is_pinned GROUP BY 1, 2) x
      ON (x.vintage, x.tier) = (s.vintage, s.tier)
  ), value AS MATERIALIZED (
    SELECT a.vintage, j.tier, sum(j.score)::bigint AS value, count(*) AS awarded FROM award a JOIN project j ON j.id = a.id GROUP BY 1, 2
  ), together AS MATERIALIZED (
    -- Years that are planned as one: a tier's points and bound are over all of them.
    SELECT b.tier, b.value::bigint AS value, b.bound FROM snap CROSS JOIN plan.years_bound(p_city, p_run) b WHERE snap.rules ? 'together'
  ), told AS (
    SELECT s.*, coalesce(v.value, 0) AS found, p.bound::bigint AS proved, concat_ws('；',
      (SELECT string_agg(problem, '；' ORDER BY problem)
        FROM (SELECT w.problem FROM wrong w WHERE w.vintage = s.vintage OR rules ? 'together' ORDER BY 1 LIMIT 5) w),
      CASE WHEN coalesce(v.value, 0) <> s.value THEN '得分与配置不符' END,
      CASE WHEN s.awarded <> (SELECT coalesce(sum(o.awarded), 0) FROM value o WHERE o.tier = s.tier AND (rules ? 'together' OR o.vintage = s.vintage))
        THEN '保障项目数与配置不符' END,
      CASE WHEN s.certified IS NULL THEN '方案没有价格' WHEN p.bound IS NULL THEN '价格不成立'
        WHEN p.bound <> s.certified THEN '价格证明的上界与记载不符' END,
      CASE WHEN p.bound < s.value THEN '上界低于得分' END) AS problem
    FROM snap CROSS JOIN step s
    CROSS JOIN LATERAL (
      SELECT CASE WHEN rules ? 'together' THEN (SELECT t.value FROM together t WHERE t.tier = s.tier)
        ELSE (SELECT o.value FROM value o WHERE (o.vintage, o.tier) = (s.vintage, s.tier)) END AS value) v
    CROSS JOIN LATERAL (
      SELECT CASE WHEN rules ? 'together' THEN (SELECT t.bound FROM together t WHERE t.tier = s.tier)
        ELSE (SELECT o.bound FROM proof o WHERE (o.vintage, o.tier) = (s.vintage, s.tier)) END AS bound) p
  )
  SELECT t.vintage, t.tier + 1, t.name, t.found, t.proved,
    round(CASE WHEN t.proved > 0 THEN 100 * (t.proved - t.found)::numeric / t.proved ELSE 0 END, 4), t.bound, t.problem = '', t.problem
  FROM told t ORDER BY t.vintage, t.tier
$$;
GRANT EXECUTE ON FUNCTION report.plan_certificate TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION report.plan_certificate IS '方案证书：仅凭快照、配置明细和价格，用整数重新核对方案并证明各级得分上界';
