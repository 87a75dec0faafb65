-- What a request asks, as one short text.
CREATE OR REPLACE FUNCTION work.hash_of(VARIADIC p_parts text[])
RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(digest(array_to_string(p_parts, chr(31), '-'), 'sha256'), 'hex')
$$;
COMMENT ON FUNCTION work.hash_of IS '请求内容的散列（内部）';
