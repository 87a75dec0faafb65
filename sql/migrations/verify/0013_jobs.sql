SELECT to_regclass('jobs.job') IS NOT NULL AND to_regclass('office.proposal') IS NOT NULL
  AND EXISTS (SELECT FROM pg_class WHERE oid = 'jobs.job'::regclass AND relrowsecurity)
