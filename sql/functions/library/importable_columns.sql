-- The columns of library.project that a file may fill, in their order: all but keys and what the database keeps itself.
CREATE OR REPLACE FUNCTION library.importable_columns()
RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
  WHERE attrelid = 'library.project'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN (
    'city', 'code', 'content_version', 'demand_digest', 'reported_digest', 'content_hash', 'created_at', 'created_by')
$$;
GRANT EXECUTE ON FUNCTION library.importable_columns TO yaosu_app;
COMMENT ON FUNCTION library.importable_columns IS '可由文件填写的项目字段';
