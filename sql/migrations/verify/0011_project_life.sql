SELECT to_regclass('work.agenda') IS NOT NULL AND to_regclass('policy.light') IS NOT NULL
  AND (SELECT relrowsecurity FROM pg_class WHERE oid = 'work.matter'::regclass)
