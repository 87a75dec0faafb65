-- What the prices of a stored plan prove of each tier over years that are planned together, in whole numbers (numeric), from nothing but the snapshot, the
-- award lines and the prices; NULL where the prices prove nothing. Called by report.plan_certificate. docs/reference/mathematics.md has the sum.
CREATE OR REPLACE FUNCTION plan.years_bound(p_city text, p_run integer)
RETURNS TABLE (tier integer, value numeric, bound numeric)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off SET jit = off SET work_mem = '64MB' AS $$
  WITH snap AS MATERIALIZED (
    SELECT s.content - 'projects' AS head, s.content->'projects' AS projects, (s.content->>'cityRegion')::int AS city,
      (s.content->>'vintage')::int AS first_vintage, greatest((s.content->>'horizon')::int, 1) AS years, s.content->'rules' AS rules,
      jsonb_array_length(s.content->'factors') AS factors, jsonb_array_length(s.content->'regions') AS regions, r.content->'tiers' AS tiers,
      split_part(s.content->'rules'->'together'->>'discount', '/', 1)::numeric AS up,
      coalesce(nullif(split_part(s.content->'rules'->'together'->>'discount', '/', 2), ''), '1')::numeric AS down,
      -- Most of the city's pool that one county may use: limit_up / limit_down.
      split_part(s.content->'rules'->>'cityLimit', '/', 1)::numeric AS limit_up,
      coalesce(nullif(split_part(s.content->'rules'->>'cityLimit', '/', 2), ''), '1')::numeric AS limit_down, r.content->'awards' AS awards
    FROM plan.run r JOIN plan.snapshot s ON (s.city, s.hash) = (r.city, r.snapshot_hash)
    WHERE (r.city, r.run) = (p_city, p_run) AND s.content->'rules' ? 'together'
  ), year AS MATERIALIZED (
    -- What a point is worth so many years later: up / down.
    SELECT y AS id, CASE y WHEN 0 THEN 1 WHEN 1 THEN up ELSE up * up END AS up, CASE y WHEN 0 THEN 1 WHEN 1 THEN down ELSE down * down END AS down
    FROM snap, generate_series(0, snap.years - 1) AS y
  ), factor AS MATERIALIZED (
    SELECT f AS id, coalesce((rules->'carriesOver'->f)::boolean, false) AS carries FROM snap, generate_series(0, snap.factors - 1) AS f
  ), region AS MATERIALIZED (
    SELECT g AS id, g = snap.city AS is_city FROM snap, generate_series(0, snap.regions - 1) AS g
  ), project AS MATERIALIZED (
    SELECT (j.place - 1)::int AS id, coalesce(j."of", j.code) AS library, j."of", j.region, j.home, j.tier, j.score, j.pin, coalesce(j."from", 0) AS first_year, j.demands,
      j."mayUseCityPool" AS may, jsonb_array_length(j.demands) AS asked, jsonb_array_length(j.holdings) AS held
    FROM snap, ROWS FROM (jsonb_to_recordset(projects) AS (code text, region int, home int, tier int, score bigint, pin text, "from" int, demands jsonb,
      "mayUseCityPool" jsonb, holdings jsonb, "variantOf" text)) WITH ORDINALITY AS j(code, region, home, tier, score, pin, "from", demands, "mayUseCityPool",
      holdings, "of", place)
  ), form AS MATERIALIZED (
    -- The form of each project to which its award lines belong.
    SELECT j.id, j.library FROM project j
    WHERE j.library NOT IN (SELECT v."of" FROM project v WHERE v."of" IS NOT NULL)
      OR j.id IN (SELECT a.project FROM snap, jsonb_to_recordset(awards) AS a(project int))
  ), every_demand AS MATERIALIZED (
    SELECT j.id, j.home, d.factor, d.needed::numeric AS needed,
      -- What only the project's own pool may give.
      CASE WHEN coalesce((j.may->d.factor)::boolean, false) AND j.home <> snap.city THEN greatest(0, d.needed - div(d.needed::numeric
          * coalesce(split_part(rules->'cityShares'->>d.factor, '/', 1)::numeric, 1),
          coalesce(nullif(split_part(rules->'cityShares'->>d.factor, '/', 2), '')::numeric, 1))) ELSE d.needed END AS own,
      d.factor <= coalesce(lag(d.factor) OVER (PARTITION BY j.id ORDER BY d.place), -1) AS is_disordered
    FROM snap, project j, ROWS FROM (jsonb_to_recordset(j.demands) AS (factor int, needed bigint)) WITH ORDINALITY AS d(factor, needed, place)
  ), faulty AS MATERIALIZED (
    SELECT j.id FROM snap, project j
      WHERE j.score < 1 OR j.tier NOT BETWEEN 0 AND jsonb_array_length(head->'tiers') - 1 OR jsonb_array_length(j.may) <> snap.factors
        OR j.region NOT BETWEEN 0 AND snap.regions - 1 OR j.home NOT BETWEEN 0 AND snap.regions - 1
    UNION
    SELECT d.id FROM snap, every_demand d
      WHERE d.is_disordered OR d.factor NOT BETWEEN 0 AND snap.factors - 1 OR d.needed NOT BETWEEN 1 AND 1000000000000000
  ), demand AS MATERIALIZED (
    SELECT d.* FROM every_demand d WHERE NOT EXISTS (SELECT FROM faulty f WHERE f.id = d.id)
  ), award AS MATERIALIZED (
    SELECT j.id, (min(l.vintage) - min(snap.first_vintage))::int AS year FROM snap, plan.award_line l JOIN form j ON j.library = l.project
    WHERE (l.city, l.run) = (p_city, p_run) GROUP BY 1
  ), option AS MATERIALIZED (
    SELECT j.id, j.tier, j.region, y.id AS year, greatest(1, div(2 * j.score * y.up + y.down, 2 * y.down)) AS worth
    FROM project j CROSS JOIN year y
  ), step AS MATERIALIZED (
    SELECT t.tier::int AS tier FROM plan.tier t JOIN snap ON t.vintage = snap.first_vintage WHERE (t.city, t.run) = (p_city, p_run)
  ), price AS MATERIALIZED (
    SELECT t.tier, p.vintage - snap.first_vintage AS year, p.kind, p.region, p.factor, p.price::numeric AS price
    FROM snap CROSS JOIN LATERAL jsonb_to_recordset(tiers) AS t(tier int, certificate jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(coalesce(t.certificate->'yearPrices', '[]')) AS p(vintage int, kind text, region int, factor int, price bigint)
  ),
  -- What projects ask under holding limits in any year, and what that costs.
  held AS MATERIALIZED (
    SELECT (l.place - 1)::int AS holding, l.most, d.id, d.needed
    FROM snap, ROWS FROM (jsonb_to_recordset(coalesce(rules->'holdingLimits', '[]')) AS (factor int, most numeric, projects jsonb))
      WITH ORDINALITY AS l(factor, most, projects, place)
    CROSS JOIN LATERAL jsonb_array_elements(l.projects) AS m(id) JOIN demand d ON d.id = m.id::int AND d.factor = l.factor
  ), holding_price AS MATERIALIZED (
    SELECT t.tier, p."limit" AS holding, p.price::numeric AS price, (rules->'holdingLimits'->p."limit"->>'most')::numeric AS most
    FROM snap CROSS JOIN LATERAL jsonb_to_recordset(tiers) AS t(tier int, certificate jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(coalesce(t.certificate->'limitPrices', '[]')) AS p("limit" int, price bigint)
  ), holding_cost AS MATERIALIZED (
    SELECT p.tier, h.id, sum(p.price * h.needed) AS cost FROM holding_price p JOIN held h ON h.holding = p.holding GROUP BY 1, 2
  ), fixed AS MATERIALIZED (
    -- Pinned projects and earlier tiers.
    SELECT s.tier, j.id, j.region, a.year, j.tier = s.tier AS is_pinned FROM step s CROSS JOIN project j JOIN award a ON a.id = j.id
    WHERE j.tier < s.tier OR j.pin IS NOT DISTINCT FROM 'must'
  ), beyond AS MATERIALIZED (
    -- Who asks for more than a holding limit leaves beside what is fixed.
    SELECT DISTINCT s.tier, h.id FROM step s CROSS JOIN held h
    LEFT JOIN (SELECT x.tier, h.holding, sum(h.needed) AS needed FROM fixed x JOIN held h ON h.id = x.id GROUP BY 1, 2) u
      ON (u.tier, u.holding) = (s.tier, h.holding)
    WHERE coalesce(u.needed, 0) + h.needed > h.most
  ), load AS MATERIALIZED (
    SELECT x.tier, x.year, d.home AS region, d.factor, sum(d.needed) AS every, sum(d.own) AS own
    FROM fixed x JOIN demand d ON d.id = x.id GROUP BY 1, 2, 3, 4
  ), supply AS MATERIALIZED (
    SELECT c.vintage - snap.first_vintage AS year, c.region, c.factor, sum(greatest(c.available, 0)) AS available
    FROM snap, jsonb_to_recordset(head->'pools') AS c(region int, factor int, vintage int, available bigint) GROUP BY 1, 2, 3
  ), side AS MATERIALIZED (
    SELECT x.*, sum(x.have) OVER w AS have_by, sum(x.every) OVER w AS every_by, sum(x.own) OVER w AS own_by,
      lead(x.price + x.own_price, 1, 0::numeric) OVER y AS next_price
    FROM (
      SELECT s.tier, y.id AS year, g.id AS region, g.is_city, f.id AS factor, f.carries, coalesce(q.available, 0) AS have,
        coalesce(l.every, 0) AS every, coalesce(l.own, 0) AS own, coalesce(pa.price, 0) AS price, coalesce(po.price, 0) AS own_price,
        coalesce(pl.price, 0) AS limit_price
      FROM step s CROSS JOIN year y CROSS JOIN region g CROSS JOIN factor f
      LEFT JOIN supply q ON (q.year, q.region, q.factor) = (y.id, g.id, f.id)
      LEFT JOIN load l ON (l.tier, l.year, l.region, l.factor) = (s.tier, y.id, g.id, f.id)
      LEFT JOIN price pa ON (pa.tier, pa.year, pa.kind, pa.region, pa.factor) = (s.tier, y.id, 'pool', g.id, f.id)
      LEFT JOIN price po ON (po.tier, po.year, po.kind, po.region, po.factor) = (s.tier, y.id, 'ownOnly', g.id, f.id)
      LEFT JOIN price pl ON (pl.tier, pl.year, pl.kind, pl.region, pl.factor) = (s.tier, y.id, 'cityLimit', g.id, f.id)
    ) x
    -- Where quota carries over all years up to one's own count, else that alone.
    WINDOW w AS (PARTITION BY x.tier, x.region, x.factor, CASE WHEN x.carries THEN -1 ELSE x.year END ORDER BY x.year),
      y AS (PARTITION BY x.tier, x.region, x.factor ORDER BY x.year)
  ), room AS MATERIALIZED (
    SELECT s.tier, s.year, s.factor, coalesce(sum(greatest(0, s.every_by - s.have_by)) FILTER (WHERE NOT s.is_city), 0) AS drawn,
      sum(s.have_by - s.every_by) FILTER (WHERE s.is_city) AS city, max(s.price) FILTER (WHERE s.is_city) AS ceiling,
      sum(s.limit_price) AS limit_price, max(s.share) FILTER (WHERE s.is_city) AS share
    FROM (
      -- Most of the city's pool that one county may use: no year begins with more than all that the years until then have brought.
      SELECT i.*, sum(CASE WHEN snap.limit_up >= 0 THEN div(i.have_by * snap.limit_up, snap.limit_down) END) OVER (PARTITION BY i.tier, i.region, i.factor,
        CASE WHEN i.carries THEN -1 ELSE i.year END ORDER BY i.year) AS share FROM snap, side i
    ) s GROUP BY 1, 2, 3
  ), wrong AS MATERIALIZED (
    SELECT s.tier FROM snap, side s JOIN room r ON (r.tier, r.year, r.factor) = (s.tier, s.year, s.factor)
      LEFT JOIN room n ON (n.tier, n.year, n.factor) = (s.tier, s.year + 1, s.factor)
      WHERE s.price > r.ceiling + s.limit_price OR s.is_city AND s.own_price + s.limit_price > 0 OR s.limit_price > 0 AND snap.limit_up IS NULL
        -- What the city keeps raises what counties may use of it next year: it must be worth that as well.
        OR s.is_city AND s.carries AND snap.limit_down * (s.price - s.next_price) < snap.limit_up * coalesce(n.limit_price, 0)
        OR s.is_city AND s.carries AND s.price + s.own_price < s.next_price
    UNION
    SELECT p.tier FROM price p WHERE p.price <= 0 OR NOT (p.kind IN ('pool', 'ownOnly', 'cityLimit') AND p.factor IS NOT NULL
      OR p.kind = 'floor' AND p.factor IS NULL AND p.year = 0) OR p.year NOT BETWEEN 0 AND (SELECT years - 1 FROM snap)
    UNION
    -- No price twice, and none of a single year.
    SELECT p.tier FROM holding_price p WHERE p.price <= 0 OR p.most IS NULL
    UNION
    SELECT p.tier FROM holding_price p GROUP BY p.tier, p.holding HAVING count(*) > 1
    UNION
    SELECT p.tier FROM price p GROUP BY p.tier, p.year, p.kind, p.region, p.factor HAVING count(*) > 1
    UNION
    SELECT t.tier FROM plan.price t WHERE (t.city, t.run) = (p_city, p_run)
  ), missing AS MATERIALIZED (
    SELECT s.tier, o.region, o.projects - coalesce(h.held, 0) - coalesce(x.fixed, 0) AS projects
    FROM snap CROSS JOIN step s
    CROSS JOIN LATERAL (SELECT region, max(projects) AS projects FROM jsonb_to_recordset(rules->'floors') AS o(region int, projects int) GROUP BY 1) o
    LEFT JOIN (SELECT region, count(*) AS held FROM project WHERE asked = 0 AND held > 0 GROUP BY 1) h ON h.region = o.region
    LEFT JOIN (SELECT f.tier, f.region, count(*) AS fixed FROM fixed f WHERE f.year = 0 GROUP BY 1, 2) x ON (x.tier, x.region) = (s.tier, o.region)
    WHERE o.projects > coalesce(h.held, 0) + coalesce(x.fixed, 0)
  ), candidate AS MATERIALIZED (
    SELECT s.tier, o.id, o.year, (CASE WHEN o.tier = s.tier THEN o.worth ELSE 0 END) * 1099511627776
      + CASE WHEN o.year = 0 THEN coalesce(p.price, 0) ELSE 0 END - coalesce(k.cost, 0) AS worth
    FROM snap CROSS JOIN step s JOIN option o ON o.tier >= s.tier JOIN project j ON j.id = o.id
    LEFT JOIN missing m ON (m.tier, m.region) = (s.tier, o.region)
    LEFT JOIN price p ON (p.tier, p.kind, p.region) = (s.tier, 'floor', o.region)
    LEFT JOIN holding_cost k ON (k.tier, k.id) = (s.tier, o.id)
    WHERE j.pin IS NULL AND j.asked > 0 AND j.first_year <= snap.first_vintage + o.year
      AND (o.tier = s.tier OR o.year = 0 AND m.projects IS NOT NULL) AND NOT EXISTS (SELECT FROM faulty f WHERE f.id = o.id)
      AND NOT EXISTS (SELECT FROM beyond b WHERE (b.tier, b.id) = (s.tier, o.id))
  ),
  -- Demands of candidates, and pools with their factor's sums, each put together first: a planner that knows nothing of their numbers would pair every
  -- candidate with every pool of its tier and year.
  ask AS MATERIALIZED (
    SELECT c.tier, c.id, c.year, c.worth, d.home AS region, d.factor, d.needed, d.own FROM candidate c JOIN demand d ON d.id = c.id
  ), term AS MATERIALIZED (
    SELECT s.tier, s.year, s.region, s.factor, s.is_city, s.price, s.own_price, s.have_by, s.every_by, s.own_by, r.drawn, r.city, r.share,
      r.drawn - greatest(0, s.every_by - s.have_by) AS rest_drawn
    FROM side s JOIN room r ON (r.tier, r.year, r.factor) = (s.tier, s.year, s.factor)
  ), margin AS MATERIALIZED (
    SELECT a.tier, a.id, a.worth - sum(a.needed * s.price + a.own * s.own_price) AS margin
    FROM ask a JOIN term s ON (s.tier, s.year, s.region, s.factor) = (a.tier, a.year, a.region, a.factor)
    GROUP BY a.tier, a.id, a.year, a.worth
    -- It fits on what is fixed, if nothing had to be kept for later years.
    HAVING bool_and(CASE WHEN s.is_city THEN s.drawn + a.needed <= s.city
      ELSE s.own_by + a.own <= s.have_by AND s.rest_drawn + greatest(0, s.every_by + a.needed - s.have_by) <= s.city
        AND (s.share IS NULL OR s.every_by + a.needed - s.have_by <= s.share) END)
  ), best AS MATERIALIZED (
    SELECT b.tier, sum(b.margin) AS worth FROM (SELECT m.tier, m.id, max(m.margin) AS margin FROM margin m GROUP BY 1, 2) b WHERE b.margin > 0 GROUP BY 1
  )
  SELECT s.tier, coalesce((SELECT sum(o.worth) FROM option o JOIN award a ON (a.id, a.year) = (o.id, o.year) WHERE o.tier = s.tier), 0),
    CASE WHEN s.tier NOT IN (SELECT w.tier FROM wrong w) THEN floor((
      coalesce((SELECT sum(i.price * (i.have - i.every) + i.own_price * (i.have - i.own)) FROM side i WHERE i.tier = s.tier), 0)
      + coalesce((SELECT sum(r.limit_price * div(i.have * snap.limit_up + snap.limit_down - 1, snap.limit_down))
          FROM snap, side i JOIN room r ON (r.tier, r.year, r.factor) = (i.tier, i.year, i.factor) WHERE i.tier = s.tier AND i.is_city), 0)
      + coalesce((SELECT sum(p.price * p.most) FROM holding_price p WHERE p.tier = s.tier), 0)
      - coalesce((SELECT sum(k.cost) FROM holding_cost k JOIN fixed x ON (x.tier, x.id) = (k.tier, k.id) WHERE k.tier = s.tier), 0)
      -- Own pools come first, so a county passes no more on than what is fixed leaves: so much may be worth more next year than now.
      + coalesce((SELECT sum(greatest(0, i.next_price - i.price - i.own_price) * i.stock) FROM (
          SELECT i.*, i.have_by - i.every_by - least(0, min(i.have_by - i.every_by) OVER (PARTITION BY i.region, i.factor ORDER BY i.year)) AS stock
          FROM side i WHERE i.tier = s.tier AND i.carries AND NOT i.is_city) i), 0)
      - coalesce((SELECT sum(f.projects * p.price) FROM missing f JOIN price p ON (p.tier, p.kind, p.region) = (f.tier, 'floor', f.region)
          WHERE f.tier = s.tier), 0)
      + coalesce((SELECT b.worth FROM best b WHERE b.tier = s.tier), 0)) / 1099511627776)
      + coalesce((SELECT sum(o.worth) FROM fixed x JOIN option o ON (o.id, o.year) = (x.id, x.year) WHERE x.tier = s.tier AND x.is_pinned), 0) END
  FROM step s
$$;
COMMENT ON FUNCTION plan.years_bound IS '各年合并配置的方案：按价格以整数证明各级得分上界（内部）';
