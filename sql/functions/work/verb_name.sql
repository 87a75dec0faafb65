-- What offices call an operation on a task; NULL where there is none of this name.
CREATE OR REPLACE FUNCTION work.verb_name(p_verb text, p_english boolean DEFAULT false)
RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_english THEN p_verb ELSE v.name END
  FROM (VALUES ('transfer', '转办'), ('delegate', '委派'), ('add', '加签'), ('remove', '减签'), ('back', '退回'), ('withdraw', '撤回'), ('urge', '催办'),
    ('correct', '补正'), ('resume', '恢复'), ('extend', '延期'), ('extend_yes', '同意延期'), ('extend_no', '不同意延期')) v(verb, name)
  WHERE v.verb = p_verb
$$;
GRANT EXECUTE ON FUNCTION work.verb_name TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.verb_name IS '操作的名称（内部）';
