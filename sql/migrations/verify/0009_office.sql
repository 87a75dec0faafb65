SELECT to_regclass('office.post') IS NOT NULL AND to_regclass('library.block') IS NOT NULL
  AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'yaosu_officer')
