-- Keys that a line of each event must and may have.
CREATE OR REPLACE FUNCTION ledger.line_shape(event text, OUT required text[], OUT optional text[])
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  SELECT s.required, s.optional INTO line_shape.required, line_shape.optional FROM (VALUES
    ('deposit', ARRAY['factor', 'region', 'vintage', 'quantity', 'source'], ARRAY['valid_from', 'valid_to', 'city_share']),
    ('advance', ARRAY['factor', 'region', 'vintage', 'quantity'], ARRAY[]::text[]),
    ('settle', ARRAY['factor', 'region', 'vintage', 'quantity'], ARRAY['source']),
    ('transfer', ARRAY['factor', 'vintage', 'from', 'to', 'quantity', 'price'], ARRAY['up_to']),
    ('lend', ARRAY['factor', 'vintage', 'from', 'to', 'quantity', 'due'], ARRAY[]::text[]),
    ('give_back', ARRAY['loan', 'quantity'], ARRAY[]::text[]),
    ('reserve', ARRAY['project', 'factor', 'region', 'vintage', 'quantity'], ARRAY[]::text[]),
    ('grant', ARRAY['project', 'factor', 'region', 'vintage', 'quantity'], ARRAY[]::text[]),
    ('use', ARRAY['project', 'factor', 'region', 'vintage', 'quantity'], ARRAY[]::text[]),
    ('release', ARRAY['project', 'factor', 'region', 'vintage', 'quantity'], ARRAY[]::text[]),
    ('reclaim', ARRAY['project', 'factor', 'region', 'vintage', 'quantity'], ARRAY[]::text[]),
    ('expire', ARRAY['vintage'], ARRAY['factor']),
    ('correct', ARRAY['batch'], ARRAY[]::text[]),
    ('freeze', ARRAY[]::text[], ARRAY['project', 'factor', 'region', 'vintage']),
    ('unfreeze', ARRAY[]::text[], ARRAY['project', 'factor', 'region', 'vintage']),
    ('open', ARRAY['kind', 'factor', 'region', 'vintage', 'quantity'], ARRAY['project', 'source', 'valid_from', 'valid_to'])
  ) AS s(event, required, optional) WHERE s.event = line_shape.event;
END
$$;
COMMENT ON FUNCTION ledger.line_shape IS '各类台账事件的行字段（内部）';
