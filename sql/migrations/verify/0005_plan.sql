-- The tables of a run exist and history is guarded.
SELECT count(*) = 11 FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'plan.%' AND tgname IN ('keep') AND NOT tgisinternal;
