-- Statutory days off and moved working days of 2026. General knowledge (the State Council's notice of November 2025 as remembered): the city
-- confirms each year's list before deadlines rest on it.
INSERT INTO policy.special_day (city, day, is_working, name, source)
SELECT '371500', day::date, false, name, '国务院办公厅 2026 年部分节假日安排（一般知识，待核）'
FROM (VALUES
  ('元旦', DATE '2026-01-01', DATE '2026-01-03'), ('春节', DATE '2026-02-15', DATE '2026-02-23'), ('清明节', DATE '2026-04-04', DATE '2026-04-06'),
  ('劳动节', DATE '2026-05-01', DATE '2026-05-05'), ('端午节', DATE '2026-06-19', DATE '2026-06-21'), ('中秋节', DATE '2026-09-25', DATE '2026-09-27'),
  ('国庆节', DATE '2026-10-01', DATE '2026-10-07')) AS h(name, first, last),
  generate_series(first, last, INTERVAL '1 day') AS day
UNION ALL
SELECT '371500', day, true, name, '国务院办公厅 2026 年部分节假日安排（一般知识，待核）'
FROM (VALUES ('元旦调休', DATE '2026-01-04'), ('春节调休', DATE '2026-02-14'), ('春节调休', DATE '2026-02-28'), ('劳动节调休', DATE '2026-05-09'),
  ('国庆节调休', DATE '2026-09-20'), ('国庆节调休', DATE '2026-10-10')) AS w(name, day)
ON CONFLICT (city, day) DO UPDATE SET is_working = excluded.is_working, name = excluded.name, source = excluded.source;
