SELECT to_regprocedure('work.sees_matter(text, integer)') IS NULL
  AND EXISTS (SELECT FROM pg_policies WHERE schemaname = 'work' AND tablename = 'matter' AND policyname = 'by_region' AND qual LIKE '%my_matters%')
