-- History is guarded and no ordinary role writes.
SELECT (SELECT count(*) = 10 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'ledger'::regnamespace AND t.tgname = 'keep')
  AND NOT has_table_privilege('yaosu_app', 'ledger.entry', 'INSERT')
