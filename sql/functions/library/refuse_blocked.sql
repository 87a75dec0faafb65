-- Trigger: an owner whose declaration was false doesn't enter again while the block lasts (L29).
CREATE OR REPLACE FUNCTION library.refuse_blocked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_block library.block;
BEGIN
  SELECT b.* INTO v_block FROM library.block b
    WHERE b.city = NEW.city AND (b.credit_code = NEW.credit_code OR b.credit_code IS NULL AND b.owner = NEW.owner)
      AND core.today() BETWEEN b.since AND coalesce(b.until, 'infinity') LIMIT 1;
  IF v_block.block IS NOT NULL THEN
    RAISE EXCEPTION '项目 % 的单位（%）因虚假信息禁止入库', NEW.code, coalesce(NEW.owner, NEW.credit_code) USING ERRCODE = 'YS320',
      DETAIL = format('%s，自 %s 起%s', v_block.reason, v_block.since, coalesce('至 ' || v_block.until, '')), HINT = '从文件中去掉该项目后再导入。';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION library.refuse_blocked IS '触发器：禁止入库单位（第二十九条）';
