-- Norms from which missing demand may be estimated, on demand only (yaosu estimate).
DELETE FROM policy.parameter WHERE city = '371500' AND key LIKE 'norm.%';
INSERT INTO policy.parameter (city, version, key, value, kind, unit, source, is_general_knowledge, note)
SELECT '371500', v.version, n.key, n.value, 'quantity', n.unit, n.source, n.general, n.note
FROM (VALUES ('LC-2024'), ('LC-2026')) AS v(version), (VALUES
  ('norm.land_intensity', '384', '万元/亩', '19 个公开项目的投资与用地：中位数（97–1,580）', false, '用地 = 总投资 ÷ 强度'),
  ('norm.balance_share', '0.6', '比例', '默认', true, '新增用地中占用耕地的比例'),
  ('norm.balance_capacity', '450', '公斤/亩', '默认', true, '占用耕地的年产能')
) AS n(key, value, unit, source, general, note);
