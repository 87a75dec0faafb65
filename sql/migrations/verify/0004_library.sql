-- History is guarded, versions are counted, Chinese names sort by pinyin.
SELECT (SELECT count(*) FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'library.%' AND tgname = 'keep') = 6
  AND (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'library.project'::regclass AND tgname = 'note_change') = 1
  AND (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'library.demand'::regclass AND tgname LIKE 'seal_%') = 3
  AND (SELECT array_agg(n ORDER BY n COLLATE "zh-x-icu") FROM unnest(ARRAY['张', '阿', '李']) n) = ARRAY['阿', '李', '张'];
