-- The DETAIL of a refusal that says it in English too: clients that speak English show this sentence in place of the message.
CREATE OR REPLACE FUNCTION core.in_english(p_sentence text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.jsonb_build_object('en', p_sentence)::text;
COMMENT ON FUNCTION core.in_english IS '拒绝理由的英文句子（写入 DETAIL）';
