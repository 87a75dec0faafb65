-- Writes the record of an import and returns its number. The caller holds the city's import lock.
CREATE OR REPLACE FUNCTION library.record_import(context jsonb)
RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO library.import (city, import, kind, file_name, file_hash, file_bytes, format, mode, mapping, actor, document, rows_read)
  SELECT context->>'city', coalesce(max(i.import), 0) + 1, coalesce(context->>'kind', 'projects'), context->>'file_name',
    context->>'file_hash', (context->>'file_bytes')::bigint, context->>'format', coalesce(context->>'mode', 'upsert'),
    coalesce(context->'mapping', '[]'), context->>'actor', context->>'document', (context->>'rows_read')::integer
  FROM library.import i WHERE i.city = context->>'city'
  RETURNING import
$$;
COMMENT ON FUNCTION library.record_import IS '登记一次导入';
