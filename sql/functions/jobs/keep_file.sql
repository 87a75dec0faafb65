-- Keeps a file that was sent in, for an import. `context`: {city, person}. The same bytes under the same name again are the same file.
CREATE OR REPLACE FUNCTION jobs.keep_file(context jsonb, p_name text, p_bytes bytea)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_file bigint;
BEGIN
  PERFORM access.require(context, ARRAY['hq_clerk', 'county_clerk', 'department_clerk']);
  -- One at a time for a person: two that counted side by side would both be the twentieth.
  PERFORM pg_advisory_xact_lock(hashtextextended('jobs.keep_file ' || (context->>'city') || ' ' || (context->>'person'), 0));
  -- What nobody came back for within a day isn't needed any more.
  DELETE FROM jobs.file WHERE city = context->>'city' AND at < clock_timestamp() - interval '1 day';
  SELECT file INTO v_file FROM jobs.file WHERE (city, person, name) = (context->>'city', context->>'person', p_name) AND bytes = p_bytes LIMIT 1;
  IF FOUND THEN RETURN v_file; END IF;
  IF (SELECT count(*) >= 20 FROM jobs.file WHERE (city, person) = (context->>'city', context->>'person')) THEN
    RAISE EXCEPTION '每人每天最多保留 20 个上传文件' USING ERRCODE = 'YS410';
  END IF;
  INSERT INTO jobs.file (city, person, name, bytes) VALUES (context->>'city', context->>'person', p_name, p_bytes) RETURNING file INTO v_file;
  RETURN v_file;
END
$$;
GRANT EXECUTE ON FUNCTION jobs.keep_file TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION jobs.keep_file IS '保存上传文件';
