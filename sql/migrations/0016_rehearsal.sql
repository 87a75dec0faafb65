-- A rehearsal (政策预演) changes policy inside one transaction, looks at what follows, and is undone. This row stands for it, and can't be committed:
-- whatever a client does, rehearsed policy never becomes policy.
CREATE TABLE policy.rehearsal (
  city core.code NOT NULL REFERENCES policy.city,
  rehearsal bigint GENERATED ALWAYS AS IDENTITY,
  changes jsonb NOT NULL,
  PRIMARY KEY (city, rehearsal)
);
COMMENT ON TABLE policy.rehearsal IS '政策预演：只在一个事务内存在，不能提交';

CREATE FUNCTION policy.refuse_rehearsal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '预演的政策不能提交' USING ERRCODE = 'YS211', HINT = '预演只能撤销；正式修改请发布新的政策版本。';
END
$$;
COMMENT ON FUNCTION policy.refuse_rehearsal IS '触发器：预演不能提交';
CREATE CONSTRAINT TRIGGER never_kept AFTER INSERT ON policy.rehearsal DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION policy.refuse_rehearsal();
