SELECT to_regclass('office.saved_view') IS NOT NULL
  AND EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'library.project'::regclass AND tgname = 'tell_change')
