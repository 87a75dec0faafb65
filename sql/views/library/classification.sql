-- L2 in rows: for each judged project and class whether it is in it, and why.
CREATE VIEW library.classification WITH (security_invoker = true) AS
SELECT j.city, j.project, c.class::smallint AS class, c.class = ANY (j.classes) AS is_member,
  library.class_reason(c.class, c.class = ANY (j.classes), p, j.thresholds) AS reason, j.judged_on, j.policy_version
FROM library.judgement j
JOIN library.project p ON (p.city, p.code) = (j.city, j.project)
CROSS JOIN generate_series(1, 7) AS c (class);
COMMENT ON VIEW library.classification IS '七类重点项目认定结果与理由（第二条）';
GRANT SELECT ON library.classification TO yaosu_app, yaosu_report;
