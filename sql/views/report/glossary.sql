-- Words of reports in both languages; where both know one, the fixed list's: names that the city keeps (regions, factors, units, steps, answers, …) and the fixed ones of policy.terms.
CREATE VIEW report.glossary WITH (security_invoker = true) AS
SELECT x.city, x.field, x.word, coalesce(nullif(min(x.zh), ''), x.word) AS zh, coalesce(min(x.en) FILTER (WHERE x.is_fixed), min(x.en)) AS en FROM (
  SELECT c.city, t.field, t.word, t.zh, t.en, true AS is_fixed FROM policy.city c CROSS JOIN policy.terms() t
  UNION ALL SELECT city, '', name, '', name_en, false FROM policy.city
  UNION ALL SELECT city, '', name, '', name_en, false FROM policy.region
  UNION ALL SELECT city, '', name, '', name_en, false FROM policy.factor
  UNION ALL SELECT city, '', unit, '', unit_en, false FROM policy.factor
  UNION ALL SELECT city, '', name, '', name_en, false FROM policy.project_class
  UNION ALL SELECT city, 'classes', class::text, name, name_en, false FROM policy.project_class
  UNION ALL SELECT city, '', title, '', title_en, false FROM policy.indicator
  UNION ALL SELECT city, '', name, '', name_en, false FROM plan.tier
  UNION ALL SELECT city, '', name, '', name_en, false FROM office.role
  UNION ALL SELECT city, '', name, '', name_en, false FROM office.unit
  UNION ALL SELECT city, '', title, '', title_en, false FROM work.procedure
  UNION ALL SELECT city, '', title, '', title_en, false FROM work.step
  UNION ALL SELECT city, '', title, '', title_en, false FROM work.outcome) x
WHERE x.word <> '' AND x.en <> ''
GROUP BY x.city, x.field, x.word
ORDER BY x.city, x.field, x.word;
COMMENT ON VIEW report.glossary IS '词汇：报表中的名称、状态和代码的中英对照';
COMMENT ON COLUMN report.glossary.city IS '城市代码';
COMMENT ON COLUMN report.glossary.field IS '代码所在的列；空为任何列中的词';
COMMENT ON COLUMN report.glossary.word IS '报表中的词或代码；{1}、{2} 代表数字和日期';
COMMENT ON COLUMN report.glossary.zh IS '中文';
COMMENT ON COLUMN report.glossary.en IS '英文';
