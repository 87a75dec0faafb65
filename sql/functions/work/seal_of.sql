-- What seals one line of history: all that it says, and the seal before it.
CREATE OR REPLACE FUNCTION work.seal_of(p_before text, p_number integer, p_task bigint, p_verb text, p_person text, p_for text, p_day date,
  p_reason text, p_document text, p_detail jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(digest(concat_ws(chr(31), p_before, p_number::text, coalesce(p_task::text, '-'), p_verb, coalesce(p_person, '-'), coalesce(p_for, '-'),
    (p_day - DATE '2000-01-01')::text, coalesce(p_reason, '-'), coalesce(p_document, '-'), p_detail::text), 'sha256'), 'hex')
$$;
COMMENT ON FUNCTION work.seal_of IS '历史记录的封印（内部）';
