SELECT EXISTS (SELECT FROM pg_policy WHERE polrelid = 'jobs.job'::regclass AND polname = 'verifications')
  AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'access.rule'::regclass AND attname = 'second_factor' AND attnotnull)
  AND to_regprocedure('access.offer_totp(jsonb)') IS NULL AND to_regprocedure('plan.read_run(text, integer)') IS NULL
