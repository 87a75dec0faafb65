-- What seals one line of the record: all that it says, and the seal before it.
CREATE OR REPLACE FUNCTION access.seal_of(p_before text, p_event bigint, p_at timestamptz, context jsonb, p_kind text, p_subject text, p_detail jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(concat_ws(chr(31), p_before, p_event::text, (extract(epoch FROM p_at) * 1000000)::bigint::text,
    coalesce(context->>'person', ''), p_kind, left(coalesce(p_subject, ''), 300), coalesce(p_detail, '{}')::text, coalesce(context->>'address', ''),
    coalesce(context->>'request', '')), 'UTF8')), 'hex')
$$;
COMMENT ON FUNCTION access.seal_of IS '审计记录的封印（内部）';
