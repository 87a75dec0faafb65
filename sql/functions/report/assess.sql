-- Scores of a year with other weights than the policy's where `weights` names an indicator: {"investment": 40}. Runs with the reader's rights.
-- A measure between floor and full gives points in proportion; one without facts gives none and its weight doesn't count.
CREATE OR REPLACE FUNCTION report.assess(p_city text, p_year integer, weights jsonb)
RETURNS TABLE (city text, year integer, subject text, unit text, unit_name text, region text, indicator text, title text, weight numeric, value numeric,
  share numeric, points numeric, numerator numeric, denominator numeric, facts text, article text, sort integer)
LANGUAGE sql STABLE AS $$
  SELECT i.city, f.year, i.subject, f.unit, u.name, u.region, i.code, i.title, w.weight, round(v.value, 4), round(s.share, 4), round(w.weight * s.share, 2),
    round(f.numerator, 4), round(f.denominator, 4), f.facts, i.article, i.sort
  FROM work.assessment_fact f
  JOIN office.unit u ON (u.city, u.code) = (f.city, f.unit)
  JOIN policy.indicator i ON (i.city, i.measure) = (f.city, f.measure) AND i.subject = CASE u.kind WHEN 'department' THEN 'department' ELSE 'county' END
  CROSS JOIN LATERAL (SELECT coalesce((weights->>i.code)::numeric, round(i.weight / 100.0, 2)) AS weight) w
  CROSS JOIN LATERAL (SELECT f.numerator / nullif(f.denominator, 0) AS value) v
  CROSS JOIN LATERAL (SELECT CASE WHEN v.value IS NOT NULL THEN least(greatest((v.value * 10000 - i.floor) / (i.full_at - i.floor), 0), 1) END AS share) s
  WHERE f.city = p_city AND f.year = p_year
$$;
GRANT EXECUTE ON FUNCTION report.assess TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION report.assess IS '考核得分（可试算其他权重）';
