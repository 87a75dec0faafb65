SELECT to_regclass('work.document') IS NOT NULL AND to_regclass('work.notice') IS NOT NULL
  AND EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'work.task'::regclass AND tgname = 'guard')
