-- Writes the batch with its seal: the hash of the seal before it, of the batch, and of its entries. Batches are sealed in commit order
-- because the city's counter is locked until commit.
CREATE OR REPLACE FUNCTION ledger.seal(p_city text, p_batch bigint, event text, context jsonb, lines jsonb, request_hash text, business_date date,
  policy_version text, result jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_batch ledger.batch;
BEGIN
  v_batch.city := p_city;
  v_batch.batch := p_batch;
  v_batch.key := context->>'key';
  v_batch.request_hash := seal.request_hash;
  v_batch.event := seal.event;
  v_batch.actor := context->>'actor';
  v_batch.document := context->>'document';
  v_batch.reason := context->>'reason';
  v_batch.business_date := seal.business_date;
  v_batch.decided_by := context->>'decided_by';
  v_batch.decided_on := (context->>'decided_on')::date;
  v_batch.article := context->>'article';
  v_batch.policy_version := seal.policy_version;
  v_batch.corrects := CASE WHEN seal.event = 'correct' THEN (lines->0->>'batch')::bigint END;
  v_batch.request := jsonb_build_object('context', context, 'lines', lines);
  v_batch.result := seal.result;
  v_batch.recorded_at := clock_timestamp();
  v_batch.seal := ledger.seal_of(v_batch, (SELECT b.seal FROM ledger.batch b WHERE b.city = p_city AND b.batch = p_batch - 1));
  INSERT INTO ledger.batch SELECT (v_batch).*;
  PERFORM ledger.refresh_statistics(p_batch);
  PERFORM pg_notify('yaosu_ledger', jsonb_build_object('city', p_city, 'batch', p_batch, 'event', seal.event)::text);
  RETURN seal.result;
END
$$;
COMMENT ON FUNCTION ledger.seal IS '写入并封签一批（内部）';
