-- Where a project could land, best first (B5): what the district is made for (its share of the city's projects of this industry), whether its pools and the
-- city's still hold what the project asks, whether the project meets the entry standard of land. Runs with the reader's rights.
CREATE OR REPLACE FUNCTION report.rank_districts(p_city text, p_project text)
RETURNS TABLE (place integer, region text, name text, same_industry integer, industry_percent numeric, factors_asked integer, factors_short integer, land_left numeric,
  intensity numeric, standard numeric, points numeric, reason text)
LANGUAGE sql STABLE AS $$
  WITH project AS (SELECT * FROM library.project p WHERE (p.city, p.code) = (p_city, p_project)),
  asked AS (SELECT d.factor, sum(d.quantity)::bigint AS quantity FROM library.demand d WHERE (d.city, d.project) = (p_city, p_project) GROUP BY d.factor),
  pool AS (SELECT b.region, b.factor, sum(b.available) AS units FROM report.pool_balance b
    WHERE b.city = p_city AND b.vintage >= extract(year FROM core.today()) GROUP BY b.region, b.factor),
  district AS (
    SELECT r.code, r.name, count(x.code)::integer AS same,
      round(100.0 * count(x.code) / nullif(sum(count(x.code)) OVER (), 0), 1) AS industry_percent,
      (SELECT count(*)::integer FROM asked) AS asked,
      (SELECT count(*)::integer FROM asked a LEFT JOIN pool o ON (o.region, o.factor) = (r.code, a.factor)
        LEFT JOIN pool c ON (c.region, c.factor) = (p_city, a.factor) WHERE coalesce(o.units, 0) + coalesce(c.units, 0) < core.units(a.quantity)) AS short,
      coalesce((SELECT o.units FROM pool o WHERE (o.region, o.factor) = (r.code, 'land')), 0) AS land_left
    FROM policy.region r
    LEFT JOIN library.project x ON (x.city, x.region) = (r.city, r.code) AND x.stage <> 'out' AND x.code <> p_project AND x.industry = (SELECT industry FROM project)
    WHERE r.city = p_city AND r.kind IN ('county', 'zone')
    GROUP BY r.code, r.name),
  scored AS (
    SELECT d.*, round(core.units(p.investment::bigint) / nullif(core.units(p.land_area::bigint), 0), 1) AS intensity, s.standard,
      coalesce(d.industry_percent, 0) * 0.4 + CASE WHEN d.asked = 0 THEN 40 ELSE 40.0 * (d.asked - d.short) / d.asked END
        + CASE WHEN p.land_area IS NULL OR core.units(p.investment::bigint) / nullif(core.units(p.land_area::bigint), 0) >= s.standard THEN 20 ELSE 0 END AS points
    FROM district d CROSS JOIN project p
    CROSS JOIN LATERAL (SELECT coalesce(policy.parameter_at(p_city, 'entry.intensity', NULL, p.industry, d.code, core.today()), '100')::numeric AS standard) s)
  SELECT rank() OVER (ORDER BY s.points DESC, s.land_left DESC)::integer, s.code::text, s.name, s.same, s.industry_percent, s.asked, s.short, s.land_left, s.intensity, s.standard,
    round(s.points, 1), format('同行业项目 %s 个（占全市 %s%%）；所需 %s 项要素中 %s 项不足；亩均投资 %s 万元，准入 %s 万元', s.same, coalesce(s.industry_percent, 0), s.asked, s.short,
      coalesce(s.intensity::text, '未填'), s.standard)
  FROM scored s ORDER BY 1, s.code
$$;
GRANT EXECUTE ON FUNCTION report.rank_districts TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION report.rank_districts IS '落地区择优排序（首谈制）：产业定位、要素余量、准入标准，附理由';
